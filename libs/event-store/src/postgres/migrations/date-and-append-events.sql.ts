/** The form of `append_events` that takes hashes and dates from its caller. */
export const DROP_APPEND_EVENTS = `
DROP FUNCTION event_store.append_events(
  text[], bigint[], bytea[], text[], bigint[], uuid[], text[], integer[], json[], json[], timestamptz[], bytea[], uuid[],
  bigint[])`;

/**
 * `event_store.append_events`: the appends of many streams in one round trip and one commit; all of them or none.
 *
 * `run_*` have an element a stream, with the last event that it must have (-1 and null when it must not exist). The others
 * have an element an event, in the order of the log: `event_run` is the index of its stream among the runs, `event_head`
 * the text that its hash begins with, and `event_recorded_at` is null unless the log moves in from elsewhere.
 * `now_given` replaces the clock, for tests.
 *
 * It returns the position before the first event, or null when nothing was stored because a stream is not where its run
 * expects it or a command is known. The caller finds out which by reading: it is the rare case.
 */
export const DATE_AND_APPEND_EVENTS = `
CREATE FUNCTION event_store.append_events(
  run_stream text[], run_revision bigint[], run_event_id uuid[],
  event_run integer[], event_revision bigint[], event_id uuid[], event_type text[], event_version integer[],
  event_head text[], event_data json[], event_metadata json[], event_recorded_at timestamptz[],
  event_command_id uuid[], event_command_first_revision bigint[], now_given timestamptz
) RETURNS bigint
LANGUAGE plpgsql
-- Plans live as long as the connection and may be made while the table is empty; index look-ups are right at any size.
SET enable_seqscan = off
AS $$
DECLARE
  head bigint;
  now_at_lock timestamptz;
  is_expected boolean;
  run_hash bytea[];
  event_hash bytea[] := '{}';
  last_hash bytea;
  dated timestamptz;
  violated text;
BEGIN
  -- Every append holds this row until it commits. So positions are given out in the order of the commits and without
  -- gaps, a reader always sees a prefix of the log, and no event is dated before one that precedes it.
  UPDATE event_store.log_head
  SET position = position + cardinality(event_id),
      recorded_at = greatest(
        recorded_at, date_trunc('milliseconds', coalesce(now_given, clock_timestamp())),
        (SELECT max(moved.recorded_at) FROM unnest(event_recorded_at) AS moved (recorded_at)))
  WHERE only_row
  RETURNING position - cardinality(event_id), recorded_at INTO head, now_at_lock;

  -- Another event at the expected revision: the caller decided on a history that is not this one.
  SELECT bool_and(run.event_id IS NOT DISTINCT FROM last.id),
    array_agg(coalesce(last.hash, decode(repeat('00', 32), 'hex')) ORDER BY run.place)
  INTO is_expected, run_hash
  FROM unnest(run_stream, run_revision, run_event_id) WITH ORDINALITY AS run (stream, revision, event_id, place)
  LEFT JOIN LATERAL (
    SELECT event.id, event.hash FROM event_store.event
    WHERE event.stream = run.stream AND event.revision = run.revision) AS last ON true;
  IF NOT is_expected THEN
    RAISE SQLSTATE 'YJ409';
  END IF;

  FOR i IN 1 .. cardinality(event_id) LOOP
    dated := coalesce(event_recorded_at[i], now_at_lock);
    last_hash := sha256(convert_to(concat(
      encode(run_hash[event_run[i]], 'hex'), event_head[i], ',', event_data[i], ',', event_metadata[i], ',"',
      to_char(dated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '"]'), 'UTF8'));
    run_hash[event_run[i]] := last_hash;
    event_hash := array_append(event_hash, last_hash);
  END LOOP;

  -- That nothing follows the expected revision yet, and that no command is known, is for the unique indexes to find.
  INSERT INTO event_store.event (position, stream, revision, id, type, version, data, metadata, recorded_at, hash,
    command_id, command_first_revision)
  SELECT head + place, run_stream[run], revision, id, type, version, data, metadata, coalesce(moved_at, now_at_lock), hash,
    command_id, command_first_revision
  FROM unnest(event_run, event_revision, event_id, event_type, event_version, event_data, event_metadata,
    event_recorded_at, event_hash, event_command_id, event_command_first_revision)
  WITH ORDINALITY AS new (run, revision, id, type, version, data, metadata, moved_at, hash,
    command_id, command_first_revision, place);

  PERFORM pg_notify('event_store_appended', '');
  RETURN head;
EXCEPTION
  -- Takes back everything above, the new head of the log included.
  WHEN SQLSTATE 'YJ409' THEN RETURN NULL;
  WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    -- No append is to blame for a position that is taken: log_head and event do not belong together.
    IF violated = 'event_pkey' THEN
      RAISE;
    END IF;
    RETURN NULL;
END $$`;
