-- The shell's own commands and output modes.
.mode column
.headers on
create table m(id integer primary key, name text, val real, data blob);
insert into m values(1, 'one, "quoted"', 1.25, x'01'), (2, null, -0.0, null), (3, 'three
lines', 1e100, 'text');
select * from m;
.mode box
select * from m;
.mode table
select id, val from m;
.mode markdown
select id, name from m;
.mode csv
select * from m;
.mode json
select id, name, val from m;
.mode html
select id, name from m;
.mode insert m2
select * from m;
.mode line
select * from m;
.mode quote
select * from m;
.mode tabs
select * from m;
.mode list
.separator ' ; ' '\n'
.nullvalue NIL
select * from m;
.width 5 10
.mode column
select * from m;
.schema
.tables
.indexes
.dump m
.show
.parameter set :x 41
select :x + 1;
.print done
.mode list
.timer off
.eqp on
select count(*) from m where name > 'a';
.eqp off
.sha3sum
.expert
select * from m where val = 3 and name = 'x';
.import --csv /nowhere/at/all m
.nosuchcommand
