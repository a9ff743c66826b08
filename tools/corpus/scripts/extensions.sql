-- Full-text search, R-tree, dbstat and table-valued functions.
create table words(i integer primary key, w text);
insert into words(w) values('alpha'),('beta'),('gamma'),('delta'),('epsilon'),('zeta'),('eta'),('theta'),('iota'),('kappa'),('lambda'),('running'),('runner'),('ran');
create virtual table doc using fts5(title, body, tokenize = 'porter unicode61', prefix = '2 3');
with recursive n(i, x) as (values(1, 7) union all select i+1, (x * 69069 + 1) % 4294967296 from n where i < 3000)
insert into doc(rowid, title, body)
select i, 'doc ' || i, (select group_concat(w, ' ') from words where (x >> (words.i + 3)) & 1) from n;
select count(*) from doc where doc match 'alpha AND beta NOT gamma';
select rowid, title from doc where doc match 'run* NEAR(alpha beta, 3)' order by rowid limit 10;
select rowid, round(bm25(doc), 6) from doc where doc match 'zeta OR "eta theta"' order by bm25(doc), rowid limit 15;
select rowid, highlight(doc, 1, '[', ']'), snippet(doc, 1, '<', '>', '...', 4) from doc where doc match 'body:lambda delta' order by rowid limit 5;
delete from doc where rowid % 3 = 0;
update doc set title = 'changed' where rowid < 20;
insert into doc(doc) values('optimize');
insert into doc(doc) values('integrity-check');
select count(*), sum(length(title)) from doc where doc match 'changed OR doc';
create virtual table vocab using fts5vocab(doc, row);
select * from vocab order by term limit 12;
create virtual table box using rtree(id, x0, x1, y0, y1, +label text);
with recursive n(i, x) as (values(1, 99) union all select i+1, (x * 1103515245 + 12345) % 2147483648 from n where i < 4000)
insert into box select i, x % 1000, x % 1000 + x % 13, x / 1000 % 1000, x / 1000 % 1000 + x % 7, 'b' || i from n;
select count(*), sum(id), max(label) from box where x0 > 100 and x1 < 300 and y0 > 500;
delete from box where x0 between 200 and 250;
update box set x0 = x0 - 5 where id % 11 = 0;
select count(*), sum(x0), sum(x1), sum(y0), sum(y1) from box;
select rtreecheck('box');
create virtual table geo using rtree_i32(id, a0, a1);
insert into geo values(1, -5, 5), (2, 0, 10), (3, 7, 70);
select id from geo where a0 <= 3 and a1 >= 3 order by id;
select name, count(*), sum(payload) from dbstat where name in ('words', 'doc_data') group by name;
select * from generate_series(10, 50, 7);
select value, count(*) over () from generate_series(1, 20) where value % 3 = 0;
select name from pragma_table_info('words') order by cid;
select count(*) > 100 from pragma_function_list;
