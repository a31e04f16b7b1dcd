/**
 * `event_store.append_events`: the appends of many streams in one round trip and one commit; all of them or none.
 *
 * `run_*` have an element a stream, with the last revision and hash that it must have (-1 and null when it must not exist);
 * the others have an element an event, in the order of the log.
 *
 * It answers the position before the first event, or null when nothing was stored because a stream is not where its run
 * expects it or a command is known. Which ones these are the caller finds out by reading: it is the rare case.
 */
export const APPEND_EVENTS = `
CREATE FUNCTION event_store.append_events(
  run_stream text[], run_revision bigint[], run_hash bytea[],
  event_stream text[], event_revision bigint[], event_id uuid[], event_type text[], event_version integer[],
  event_data json[], event_metadata json[], event_recorded_at timestamptz[], event_hash bytea[],
  event_command_id uuid[], event_command_first_revision bigint[]
) RETURNS bigint
LANGUAGE plpgsql
-- Plans live as long as the connection and may be made while the table is empty; index look-ups are right at any size.
SET enable_seqscan = off
AS $$
DECLARE
  head bigint;
  violated text;
BEGIN
  -- Whoever appends holds this row until he has committed. So positions are given out in the order of the commits and
  -- without gaps, and what a reader sees is always a prefix of the log.
  UPDATE event_store.log_head SET position = position + cardinality(event_id)
  WHERE only_row
  RETURNING position - cardinality(event_id) INTO head;

  -- Another hash at the same revision: the caller knows another history, such as that before a restore.
  PERFORM FROM unnest(run_stream, run_revision, run_hash) AS run (stream, revision, hash)
  WHERE run.hash IS DISTINCT FROM (
    SELECT event.hash FROM event_store.event WHERE event.stream = run.stream AND event.revision = run.revision);
  IF FOUND THEN
    RAISE SQLSTATE 'YJ409';
  END IF;

  -- That nothing stands at the new revisions yet, and that no command is known, is for the unique indexes to find.
  INSERT INTO event_store.event (position, stream, revision, id, type, version, data, metadata, recorded_at, hash,
    command_id, command_first_revision)
  SELECT head + place, stream, revision, id, type, version, data, metadata, recorded_at, hash,
    command_id, command_first_revision
  FROM unnest(event_stream, event_revision, event_id, event_type, event_version, event_data, event_metadata,
    event_recorded_at, event_hash, event_command_id, event_command_first_revision)
  WITH ORDINALITY AS new (stream, revision, id, type, version, data, metadata, recorded_at, hash,
    command_id, command_first_revision, place);

  PERFORM pg_notify('event_store_appended', '');
  RETURN head;
EXCEPTION
  -- Takes back everything above, the new head of the log included.
  WHEN SQLSTATE 'YJ409' THEN RETURN NULL;
  WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    -- Nobody's append is to blame for a position that is taken: log_head and event do not belong together.
    IF violated = 'event_pkey' THEN
      RAISE;
    END IF;
    RETURN NULL;
END $$`;
