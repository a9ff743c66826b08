-- A few seconds of typical work, for timing.
create table t(id integer primary key, a int, b int, c text, d real);
begin;
with recursive n(i, x) as (
  values(1, 12345) union all
  select i+1, (x * 1103515245 + 12345) % 2147483648 from n where i < 60000)
insert into t select i, x % 1000, (x / 1000) % 77, printf('%x-%o', x, i), x / 65536.0 from n;
create index ta on t(a);
create index tbc on t(b, c);
commit;
select count(*), sum(a), avg(b), min(c), max(d) from t;
select b, count(*), sum(a), avg(d), max(c) from t group by b order by 3;
select count(*) from t x join t y on x.a = y.b where x.id < 3000;
select sum(s) from (select sum(a) over (partition by b order by c) s from t);
select count(*) from t where c like '%a-1%' or c glob '*[a-c]-[0-3]*7';
update t set d = d * 1.5, c = c || '+' where a % 3 = 1;
delete from t where a % 5 = 2;
select count(*), sum(d), max(length(c)), count(distinct c) from t;
select json_array_length(json_group_array(json_object('a', a, 'c', c))) from t;
with recursive f(n, x, y) as (values(0, 0, 1) union all select n+1, y, (x+y) % 1000007 from f where n < 200000) select max(x) from f;
