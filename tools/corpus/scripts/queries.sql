-- Joins, aggregates, subqueries, window functions and recursive queries.
create table t(id integer primary key, a int, b int, c text, d real);
with recursive n(i, x) as (
  values(1, 12345) union all
  select i+1, (x * 1103515245 + 12345) % 2147483648 from n where i < 30000)
insert into t select i, x % 1000, (x / 1000) % 77, printf('%x-%o', x, i), x / 65536.0 from n;
create table u(k int, v text);
insert into u select distinct b, 'v' || b from t where b % 3 <> 0;
select count(*), sum(a), avg(b), min(c), max(d), total(a), group_concat(distinct b % 5) from t;
select b, count(*) n, sum(a) s from t group by b having n > 380 order by s desc, b;
create index ta on t(a);
create index tbc on t(b, c);
select count(*) from t where a between 10 and 20;
select count(*) from t x join t y on x.a = y.b where x.id < 2000;
select u.v, count(t.id) from u left join t on t.b = u.k and t.a < 100 group by u.v order by 2 desc, 1 limit 12;
select k, v from u where k in (select b from t where a = 7) order by k;
select count(*) from t where not exists (select 1 from u where u.k = t.b);
select a.k, b.k from u a full outer join (select k + 1 as k from u where k < 9) b on a.k = b.k where a.k < 12 or a.k is null order by 1, 2;
select distinct b % 7 from t union select 100 union all select 100 order by 1;
select a from t where a < 9 intersect select b from t except select 4 order by 1;
select id, row_number() over w, rank() over (order by a), dense_rank() over (order by a),
       ntile(5) over w, lag(a, 2, -1) over w, lead(c) over w,
       first_value(a) over w, last_value(a) over w, nth_value(a, 3) over w,
       sum(a) over (order by id rows between 3 preceding and 1 following),
       avg(d) over (partition by b order by id groups between 1 preceding and current row),
       percent_rank() over w, cume_dist() over w,
       group_concat(b, '.') over (order by id rows 3 preceding exclude current row),
       count(*) filter (where a > 500) over (order by id range between 20 preceding and 20 following)
from t where id < 200 window w as (order by a, id) order by id;
with recursive
  fact(n, f) as (values(1, 1.0) union all select n+1, f*(n+1) from fact where n < 40)
select n, f from fact where n % 5 = 0;
with recursive
  xaxis(x) as (values(-2.0) union all select x+0.05 from xaxis where x < 1.2),
  yaxis(y) as (values(-1.0) union all select y+0.1 from yaxis where y < 1.0),
  m(iter, cx, cy, x, y) as (
    select 0, x, y, 0.0, 0.0 from xaxis, yaxis union all
    select iter+1, cx, cy, x*x-y*y + cx, 2.0*x*y + cy from m where (x*x + y*y) < 4.0 and iter < 28),
  m2(iter, cx, cy) as (select max(iter), cx, cy from m group by cx, cy),
  a(t) as (select group_concat(substr(' .+*#', 1+min(iter/7,4), 1), '') from m2 group by cy)
select group_concat(rtrim(t), x'0a') from a;
with recursive
  input(sud) as (values('53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79')),
  digits(z, lp) as (values('1', 1) union all select cast(lp+1 as text), lp+1 from digits where lp < 9),
  x(s, ind) as (
    select sud, instr(sud, '.') from input union all
    select substr(s, 1, ind-1) || z || substr(s, ind+1), instr(substr(s, 1, ind-1) || z || substr(s, ind+1), '.')
    from x, digits as z where ind > 0 and not exists (
      select 1 from digits as lp where z.z = substr(s, ((ind-1)/9)*9 + lp, 1)
        or z.z = substr(s, ((ind-1)%9) + (lp-1)*9 + 1, 1)
        or z.z = substr(s, (((ind-1)/3) % 3) * 3 + ((ind-1)/27) * 27 + lp + ((lp-1) / 3) * 6, 1)))
select s from x where ind = 0;
update t set d = (select sum(k) from u where u.k < t.b) where id % 50 = 0;
update t set c = u.v from u where u.k = t.b and t.id < 1000;
select count(*), sum(d), max(c) from t;
delete from t where id in (select id from t order by a desc, id limit 5000);
select count(*), sum(a), max(a) from t;
select b, max(a), c from t group by b order by b limit 10;
select case when a < 100 then 'low' when a < 600 then 'mid' else 'high' end k, count(*) from t group by 1 order by 1;
select (select max(b) from t t2 where t2.a = t1.a) from t t1 where id < 60 order by id;
select a, b from t where (a, b) > (990, 70) order by a, b limit 10;
select * from (values(1, 'x'), (2, 'y'), (3, null)) order by 1 desc;
select id from t where c like '%a-1%' order by id limit 20;
select id from t where c glob '*[a-c]-[0-3]*7' order by id limit 20;
insert into u select k + 1000, upper(v) from u returning k, v;
explain select a, count(*) from t where b > 5 group by a order by 2;
