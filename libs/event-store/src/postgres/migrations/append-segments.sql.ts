/** The end of the text that an event's hash covers: its date and the closing bracket. */
const dateText = (instant: string): string =>
  `convert_to(',"' || to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"]', 'UTF8')`;

/** The form of the function that stored a row for each event. */
export const DROP_APPEND_EVENTS_TO_ROWS = `
DROP FUNCTION event_store.append_events(
  text[], bigint[], uuid[], integer[], bigint[], uuid[], text[], integer[], text[], json[], json[], timestamptz[], uuid[],
  bigint[], timestamptz)`;

/**
 * `event_store.append_segments`: the appends of many streams in one round trip and one commit; all of them or none.
 *
 * - `run_*` have an element a stream, with the last event that it must have (-1 and null when it must not exist).
 * - `segment_*` have an element a segment, in the order of the log: `segment_run` is the index of its stream among the runs,
 *   `segment_end` the number of events in the batch up to its end, `segment_revision` and `segment_event_id` are those of its
 *   last event, and `segment_recorded_at` is null unless the log moves in from elsewhere. Its lines begin at
 *   `segment_first_byte` of `lines` and are `segment_bytes` long.
 * - `line_bytes` has an element an event: the length of its line, the text that its hash covers up to the date. Lines are
 *   separated by one byte.
 * - `command_*` have an element an append.
 * - `last_recorded_at` is the newest of the dates that move in, or null; `now_given` replaces the clock, for tests.
 *
 * It returns the position before the first event, or null when nothing was stored because a stream is not where its run
 * expects it or a command is known. The caller finds out which by reading: it is the rare case.
 */
export const APPEND_SEGMENTS = `
CREATE FUNCTION event_store.append_segments(
  run_stream text[], run_revision bigint[], run_event_id uuid[],
  segment_run integer[], segment_end integer[], segment_revision bigint[], segment_event_id uuid[],
  segment_recorded_at timestamptz[], segment_first_byte integer[], segment_bytes integer[],
  line_bytes integer[], lines bytea,
  command_run integer[], command_id uuid[], command_first_revision bigint[], command_last_revision bigint[],
  last_recorded_at timestamptz, now_given timestamptz
) RETURNS bigint
LANGUAGE plpgsql
-- Plans live as long as the connection and may be made while the table is empty; index look-ups are right at any size. So
-- one plan is enough: a new one for each call would cost a small append a third of its time.
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  head bigint;
  now_at_lock timestamptz;
  now_text bytea;
  is_expected boolean;
  run_hash bytea[];
  segment_hashes bytea[] := '{}';
  line_index integer := 1;
  next_byte integer;
  hashes bytea;
  last_hash bytea;
  date_text bytea;
  violated text;
BEGIN
  -- Every append holds this row until it commits. So positions are given out in the order of the commits and without
  -- gaps, a reader always sees a prefix of the log, and no event is dated before one that precedes it.
  UPDATE event_store.log_head
  SET position = position + cardinality(line_bytes),
      recorded_at = greatest(
        recorded_at, date_trunc('milliseconds', coalesce(now_given, clock_timestamp())), last_recorded_at)
  WHERE only_row
  RETURNING position - cardinality(line_bytes), recorded_at INTO head, now_at_lock;

  -- No append is to blame for positions that are taken.
  IF EXISTS (SELECT FROM event_store.segment WHERE segment.position > head) THEN
    RAISE EXCEPTION 'event_store.log_head and event_store.segment do not belong together: there are events after %', head;
  END IF;

  -- Another event at the expected revision, or one behind it: the caller decided on a history that is not this one.
  -- The bound on the revision lets the index look at one entry instead of a page of them.
  SELECT bool_and(run.event_id IS NOT DISTINCT FROM last.event_id
      AND run.revision IS NOT DISTINCT FROM coalesce(last.revision, -1)),
    array_agg(coalesce(last.hash, decode(repeat('00', 32), 'hex')) ORDER BY run.place)
  INTO is_expected, run_hash
  FROM unnest(run_stream, run_revision, run_event_id) WITH ORDINALITY AS run (stream, revision, event_id, place)
  LEFT JOIN LATERAL (
    SELECT segment.revision, segment.event_id, substring(segment.hashes FROM length(segment.hashes) - 31) AS hash
    FROM event_store.segment
    WHERE segment.stream = run.stream AND segment.revision >= run.revision
    ORDER BY segment.revision DESC LIMIT 1) AS last ON true;
  IF NOT is_expected THEN
    RAISE SQLSTATE 'YJ409';
  END IF;

  now_text := ${dateText('now_at_lock')};
  FOR i IN 1 .. cardinality(segment_run) LOOP
    last_hash := run_hash[segment_run[i]];
    date_text := coalesce(${dateText('segment_recorded_at[i]')}, now_text);
    next_byte := segment_first_byte[i];
    hashes := '';
    WHILE line_index <= segment_end[i] LOOP
      last_hash := sha256(
        convert_to(encode(last_hash, 'hex'), 'UTF8') || substring(lines, next_byte, line_bytes[line_index]) || date_text);
      hashes := hashes || last_hash;
      next_byte := next_byte + line_bytes[line_index] + 1;
      line_index := line_index + 1;
    END LOOP;
    run_hash[segment_run[i]] := last_hash;
    segment_hashes := array_append(segment_hashes, hashes);
  END LOOP;

  INSERT INTO event_store.segment (position, revision, recorded_at, event_id, stream, hashes, events)
  SELECT head + last, revision, coalesce(moved_at, now_at_lock), event_id, run_stream[run], new.hashes,
    convert_from(substring(lines, first_byte, bytes), 'UTF8')
  FROM unnest(segment_run, segment_end, segment_revision, segment_event_id, segment_recorded_at, segment_first_byte,
    segment_bytes, segment_hashes)
  AS new (run, last, revision, event_id, moved_at, first_byte, bytes, hashes);

  -- That no command is known is for the unique index to find.
  INSERT INTO event_store.command (stream, command_id, first_revision, last_revision)
  SELECT run_stream[run], id, first_revision, last_revision
  FROM unnest(command_run, command_id, command_first_revision, command_last_revision)
  AS new (run, id, first_revision, last_revision);

  PERFORM pg_notify('event_store_appended', '');
  RETURN head;
EXCEPTION
  -- Takes back everything above, the new head of the log included.
  WHEN SQLSTATE 'YJ409' THEN RETURN NULL;
  WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    IF violated <> 'command_pkey' THEN
      RAISE;
    END IF;
    RETURN NULL;
END $$`;
