-- Raised by every statement that would change or remove rows of a log. It needs no rights and reads no table.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '日志只能追加：不得对 % 执行 %', tg_table_name, tg_op
        using errcode = 'insufficient_privilege',
              hint = '日志中的差错，由后来的行为更正，不改写已经记录的行为。';
end
$$;
