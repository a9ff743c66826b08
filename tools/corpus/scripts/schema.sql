-- Schema changes, triggers, foreign keys, constraints and transactions on a
-- database file. Some statements fail on purpose: their messages are compared.
pragma page_size=1024;
pragma foreign_keys=on;
create table maker(id integer primary key, name text not null unique collate nocase);
create table part(
  id integer primary key autoincrement,
  maker int references maker(id) on delete cascade on update set null,
  code text check(length(code) between 2 and 12),
  price real default 1.5,
  made date generated always as (date(2450000 + id)) virtual,
  unique(maker, code));
create table log(seq integer primary key, what text, old any, new any);
create trigger part_ins after insert on part begin
  insert into log(what, old, new) values('ins', null, new.code);
end;
create trigger part_upd after update of price on part when old.price <> new.price begin
  insert into log(what, old, new) values('upd', old.price, new.price);
end;
create trigger part_del before delete on part begin
  insert into log(what, old, new) values('del', old.code, old.price);
end;
create view cheap as select p.code, m.name, p.price from part p join maker m on m.id = p.maker where price < 50;
create trigger cheap_ins instead of insert on cheap begin
  insert into part(maker, code, price) select id, new.code, new.price from maker where name = new.name;
end;
insert into maker(name) values('Acme'),('Bolt'),('Cog'),('Dyn');
insert into maker(name) values('ACME');
begin;
with recursive n(i) as (values(1) union all select i+1 from n where i < 4000)
insert into part(maker, code, price) select 1 + i % 4, printf('c%05d', i), (i * 37 % 1000) / 8.0 from n;
commit;
insert into cheap values('via view','Bolt',3.25);
insert into part(maker, code) values(9, 'orphan');
insert into part(maker, code) values(1, 'x');
insert into part(maker, code) values(1, 'c00004');
insert or ignore into part(maker, code) values(1, 'c00004');
insert into part(maker, code, price) values(1, 'c00004', 77) on conflict(maker, code) do update set price = excluded.price + 0.5;
select id, maker, code, price, made from part where code = 'c00004';
update part set price = price * 1.1 where id % 10 = 3;
delete from part where id % 13 = 5;
select what, count(*), min(old), max(new) from log group by what order by 1;
begin; delete from maker where name = 'Cog'; select count(*) from part; rollback;
select count(*) from part;
savepoint a; update part set price = 0; savepoint b; delete from part; rollback to b;
select count(*), sum(price) from part; rollback to a; release a;
select count(*), round(sum(price), 6) from part;
delete from maker where id = 4;
select maker, count(*), avg(price) from part group by maker order by maker;
create index part_price on part(price desc, code);
create index part_expr on part(substr(code, -2), price) where price > 100;
analyze;
explain query plan select code from part where price > 120 and price < 121;
explain query plan select code from part where substr(code, -2) = '07' and price > 100;
explain query plan select * from part p join maker m on m.id = p.maker where m.name = 'Bolt';
alter table part add column note text default 'none';
alter table part rename column note to remark;
alter table log rename to journal;
alter table part drop column remark;
create table wide(a,b,c,d,e,f,g,h,primary key(h,a)) without rowid;
with recursive n(i) as (values(1) union all select i+1 from n where i < 3000)
insert into wide select i, i*2, 'c'||i, x'00ff'||i, i/7.0, null, -i, i%17 from n;
select h, count(*), sum(a), max(c) from wide group by h;
delete from wide where h between 3 and 9;
vacuum;
pragma page_count;
select name, type, tbl_name from sqlite_schema order by name;
create table strict_t(i integer, r real, t text, b blob, a any) strict;
insert into strict_t values('12', 3, 4, x'00', 'any');
insert into strict_t values('twelve', 3, 4, x'00', 'any');
select typeof(i), typeof(r), typeof(t), typeof(b), typeof(a) from strict_t;
create temp table scratch as select * from part limit 100;
drop table scratch;
attach ':memory:' as other;
create table other.copy as select * from part;
select count(*), sum(length(code)) from other.copy;
detach other;
select * from nowhere;
select nosuch(1);
selec 1;
pragma quick_check;
pragma wal_checkpoint;
pragma journal_mode=wal;
with recursive n(i) as (values(1) union all select i+1 from n where i < 2000)
insert into journal(what, old, new) select 'wal', i, hex(i) from n;
pragma journal_mode=delete;
select count(*), max(seq) from journal;
