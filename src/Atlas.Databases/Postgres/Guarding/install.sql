-- The guard: two event triggers, since dropped objects are only known to one of their own.
-- https://www.postgresql.org/docs/current/event-triggers.html
DROP EVENT TRIGGER IF EXISTS atlas_guard_changes;
DROP EVENT TRIGGER IF EXISTS atlas_guard_drops;
CREATE SCHEMA IF NOT EXISTS atlas_guard;

CREATE TABLE IF NOT EXISTS atlas_guard.passed (
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deployment text NOT NULL,
    session_user_name text NOT NULL,
    command text NOT NULL,
    object text NOT NULL
);

-- Runs as its owner, so that whoever changes the schema needs no right on the record and can't alter it.
CREATE OR REPLACE FUNCTION atlas_guard.decide() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $guard$
DECLARE
    deployment text := coalesce(current_setting('atlas.deployment', true), '');
    changed record;
BEGIN
    -- What only this session sees, and what maintenance does again, is nobody's schema.
    IF tg_tag IN ('REFRESH MATERIALIZED VIEW', 'REINDEX') THEN
        RETURN;
    END IF;
    IF tg_event = 'sql_drop' THEN
        FOR changed IN
            SELECT d.object_identity AS name FROM pg_event_trigger_dropped_objects() d
            WHERE d.original AND NOT d.is_temporary AND coalesce(d.schema_name, '') NOT LIKE 'pg\_temp%'
        LOOP
            PERFORM atlas_guard.note(deployment, tg_tag, changed.name);
        END LOOP;
    ELSE
        FOR changed IN
            SELECT DISTINCT d.object_identity AS name FROM pg_event_trigger_ddl_commands() d
            WHERE coalesce(d.schema_name, '') NOT LIKE 'pg\_temp%'
        LOOP
            PERFORM atlas_guard.note(deployment, tg_tag, changed.name);
        END LOOP;
    END IF;
END
$guard$;

CREATE OR REPLACE FUNCTION atlas_guard.note(deployment text, command text, object text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $guard$
BEGIN
    IF deployment !~ '^[0-9A-HJKMNP-TV-Z]{26}$' THEN
        RAISE LOG 'atlas guard: refused % of % by %', command, object, session_user;
        RAISE EXCEPTION 'atlas guard: % of % is refused: this session runs no deployment that was permitted', command, object
            USING ERRCODE = 'insufficient_privilege',
                HINT = 'Change the schema by a version: push it, validate it, and deploy it with atlas schema apply.';
    END IF;
    INSERT INTO atlas_guard.passed (deployment, session_user_name, command, object)
    VALUES (deployment, session_user, command, object);
END
$guard$;

REVOKE ALL ON FUNCTION atlas_guard.note(text, text, text) FROM PUBLIC;
REVOKE ALL ON TABLE atlas_guard.passed FROM PUBLIC;

CREATE EVENT TRIGGER atlas_guard_changes ON ddl_command_end EXECUTE FUNCTION atlas_guard.decide();
CREATE EVENT TRIGGER atlas_guard_drops ON sql_drop EXECUTE FUNCTION atlas_guard.decide();
