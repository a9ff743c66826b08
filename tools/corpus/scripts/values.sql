-- Values: numbers, text and blob functions, formatting, dates, conversions.
select 9223372036854775807 + 1, -9223372036854775808, 9223372036854775807 * 2, 5 / 0, 5 % 0, 7 / -2, -7 % 3;
select abs(-9223372036854775807), 1 << 62, 1 << 64, -1 >> 3, ~5, 6 & 3, 6 | 3, 5 <> 5.0, 'a' < x'61';
select 1e308 * 10, -1e308 * 10, 1e-320, 0.1 + 0.2, 1.0 / 3, 2.0 / 3e100, 123456789012345678, 1e15, 1e16, 1.5e300;
select cast('12abc' as int), cast('1e3' as real), cast(3.99 as int), cast(-3.99 as int), cast(1e30 as int), cast(x'3132' as text), cast('9223372036854775808' as int);
select round(2.5), round(-2.5), round(3.14159, 3), round(1e20, 2), round(0.5), round(12345.6789, -2);
select typeof(1), typeof(1.0), typeof('1'), typeof(x'01'), typeof(null), typeof(1 + '1'), typeof('1' || 1);
with recursive n(i) as (values(-20) union all select i+1 from n where i < 20)
select i, printf('%.17g|%e|%10.3f|%-12g|%+d|%x|%o|%c', pow(3.7, i), pow(10.0, i) / 7, i / 3.0, exp(i), i, i, i, 'z') from n;
select printf('%s|%10s|%-10s|%.2s|%q|%Q|%w|%,d|%05d|%!.20f|%%', 'text', 'right', 'left', 'cut', 'it''s', 'it''s', 'a"b', 1234567, 42, 0.1);
select printf('%lld %llu %d %i', 9223372036854775807, -1, 2147483648, -2147483648);
select sin(1), cos(1), tan(1), asin(0.5), acos(0.5), atan(1), atan2(1, -2), sinh(1), cosh(1), tanh(1), ln(2), log(100), log2(8), log(3, 81), sqrt(2), pi(), ceil(1.2), floor(-1.2), trunc(-1.7), mod(7.5, 2), degrees(1), radians(180), sign(-3);
select length('äöü€𝄞'), upper('äbc'), lower('ÄBC'), unicode('€'), char(8364, 119070, 65), hex('ä'), length(x'c3a4'), substr('äöü€', 2, 2), instr('äöü€', '€'), quote('a''b'), quote(x'00ff'), quote(1.5), quote(null);
select replace('banana', 'an', '<>'), trim('  x '), ltrim('xxabc', 'x'), rtrim('abcxx', 'x'), substr('hello', -3, 2), instr('hello', 'l'), soundex('hello');
select zeroblob(5) = x'0000000000', hex(zeroblob(3)), length(randomblob(16)), hex(x'0123' || x'45');
select hex(substr(x'0102030405', 2, 3)), substr(x'0102', -1), typeof(substr(x'01', 1));
select coalesce(null, null, 3), ifnull(null, 'd'), nullif(5, 5), iif(1 > 2, 'y', 'n'), max(1, 'a', 2.5), min(x'00', 3), likelihood(1, 0.5);
select date('2024-02-28', '+2 days'), datetime(0, 'unixepoch'), datetime(1700000000, 'unixepoch', 'start of month'), strftime('%Y %j %W %w %H:%M:%f %s %J', '2023-12-31 23:59:59.987'), julianday('1582-10-15'), time('12:34:56', '-13 hours');
with recursive d(i, x) as (values(0, '1999-12-30') union all select i+1, date(x, '+17 days', '+1 month') from d where i < 60)
select i, x, strftime('%w %j %W', x), julianday(x), strftime('%s', x) from d;
select json('{"a" : [1, 2.50, "x\u00e4\n", null, true]}'), json_extract('{"a":{"b":[10,20,{"c":"deep"}]}}', '$.a.b[2].c', '$.a.b[#-2]'), json_array(1, 'two', 3.5, null, json('[4]')), json_object('k', 1, 'l', json_array(2));
select json_set('{"a":1}', '$.b', json('{"c":[1]}'), '$.a', 9), json_insert('{"a":1}', '$.a', 2, '$.z', 3), json_replace('{"a":1}', '$.a', 2, '$.z', 3), json_remove('[0,1,2,3]', '$[1]', '$[1]'), json_patch('{"a":1,"b":2}', '{"b":null,"c":3}'), json_type('[1,2.5,"x",null,true,{}]', '$[5]'), json_valid('{a:1}'), json_quote('q"'), '{"x":{"y":5}}' -> 'x' ->> 'y';
select key, value, type, atom, id, parent, fullkey, path from json_tree('{"a":[1,{"b":null}],"c":"s","d":1e3}');
with recursive n(i) as (values(1) union all select i+1 from n where i < 200)
select json_group_array(json_object('i', i, 'sq', i * i, 'r', i / 8.0)) from n;
select sum(value ->> 'i'), max(value ->> 'r') from json_each((with recursive n(i) as (values(1) union all select i+1 from n where i < 2000) select json_group_array(json_object('i', i, 'r', i / 16.0)) from n));
create table num(x);
with recursive n(i) as (values(-60) union all select i+1 from n where i < 60)
insert into num select i * 1.1 from n union all select i * 1e17 from n union all select pow(2.0, i * 5) from n union all select cast(i as text) || '.5e' || (i / 7) from n;
select x, x + 0, cast(x as int), typeof(x), round(x + 0, 4) from num order by rowid;
select sum(x), avg(x), total(x), min(x), max(x) from num where typeof(x) = 'real';
create table txt(t text collate nocase);
insert into txt values('b'), ('A'), ('a'), ('B'), ('ab'), (''), (null), ('Z'), ('z '), ('é');
select t, hex(t) from txt order by t, t collate binary;
select count(distinct t), group_concat(t, '|') from txt;
select 'abc' like 'A_c', 'abc' like 'a\%c' escape '\', 'a%c' like 'a\%c' escape '\', 'abc' glob 'a[!x]c', 'ABC' = 'abc' collate nocase, 'abc ' = 'abc' collate rtrim;
create table big(b blob);
insert into big values(zeroblob(1000000));
insert into big select b || b from big;
select length(b), hex(substr(b, 999990, 8)) from big;
update big set b = replace(hex(substr(b, 1, 100000)), '00', 'xyz');
select length(b), substr(b, 150000, 20) from big;
