/**
 * `event_store.append_events`: the appends of many streams in one round trip and one commit; all of them or none.
 *
 * `runs` has an element a stream, with the revision and hash that the stream must have and those that it then gets;
 * `commands` an element a command; `events` stand in the order of the log, `place` counting from 1. They are JSON texts,
 * the cheapest form to make on one side and to take apart on the other, in which `data` and `metadata` stay as they are
 * byte for byte.
 *
 * It answers the position before the first event, or null when nothing was stored because a stream is not where its run
 * expects it or a command is known. Which ones these are the caller finds out by reading: it is the rare case.
 */
export const APPEND_EVENTS = `
CREATE FUNCTION event_store.append_events(runs json, commands json, events json) RETURNS bigint
LANGUAGE plpgsql
-- Plans live as long as the connection and may be made while the tables are empty; index look-ups are right at any size.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
  head bigint;
  runs_moved integer;
  runs_begun integer;
  commands_stored integer;
BEGIN
  -- Whoever appends holds this row until he has committed. So positions are given out in the order of the commits and
  -- without gaps, and what a reader sees is always a prefix of the log.
  UPDATE event_store.log_head SET position = position + json_array_length(events)
  RETURNING position - json_array_length(events) INTO head;

  UPDATE event_store.stream AS s SET revision = r.last_revision, hash = r.last_hash
  FROM json_to_recordset(runs)
    AS r (stream text, expected_revision bigint, previous_hash bytea, last_revision bigint, last_hash bytea)
  -- Another hash at the same revision: the caller knows another history, such as that before a restore.
  WHERE s.stream = r.stream AND s.revision = r.expected_revision AND s.hash = r.previous_hash;
  GET DIAGNOSTICS runs_moved = ROW_COUNT;

  IF runs_moved < json_array_length(runs) THEN
    INSERT INTO event_store.stream (stream, revision, hash)
    SELECT r.stream, r.last_revision, r.last_hash
    FROM json_to_recordset(runs) AS r (stream text, expected_revision bigint, last_revision bigint, last_hash bytea)
    WHERE r.expected_revision = -1
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS runs_begun = ROW_COUNT;
    IF runs_moved + runs_begun < json_array_length(runs) THEN
      RAISE SQLSTATE 'YJ409';
    END IF;
  END IF;

  INSERT INTO event_store.appended_command (command_id, stream, first_revision, last_revision, position, fingerprint)
  SELECT command_id, stream, first_revision, last_revision, head + last_place, fingerprint
  FROM json_to_recordset(commands) AS c (
    command_id uuid, stream text, first_revision bigint, last_revision bigint, last_place integer, fingerprint bytea)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS commands_stored = ROW_COUNT;
  IF commands_stored < json_array_length(commands) THEN
    RAISE SQLSTATE 'YJ409';
  END IF;

  INSERT INTO event_store.event (position, stream, revision, id, type, version, data, metadata, recorded_at, hash)
  SELECT head + place, stream, revision, id, type, version, data, metadata, recorded_at, hash
  FROM json_to_recordset(events) AS e (
    place integer, stream text, revision bigint, id uuid, type text, version integer, data json, metadata json,
    recorded_at timestamptz, hash bytea);

  PERFORM pg_notify('event_store_appended', '');
  RETURN head;
EXCEPTION
  -- Takes back everything above, the new head of the log included.
  WHEN SQLSTATE 'YJ409' THEN RETURN NULL;
END $$`;
