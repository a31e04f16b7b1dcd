/** So many events are converted in one transaction: a second or two. */
const PIECE_EVENTS = 20_000;

/** As many events as a segment has at most. */
const SEGMENT_EVENTS = 1_000;

/**
 * `segment` has a row for the events of one stream that one commit stored; `position`, `revision` and `event_id` are those of
 * the last of them. `events` has a line for each: the text that its hash covers, up to the date. `hashes` has 32 bytes for each.
 *
 * A row that is too long for its page is kept apart as it is: compressing it costs more than writing it does.
 */
export const CREATE_SEGMENTS = [
  `CREATE TABLE event_store.segment (
     position bigint PRIMARY KEY,
     revision bigint NOT NULL,
     recorded_at timestamptz(3) NOT NULL,
     event_id uuid NOT NULL,
     stream text COLLATE "C" NOT NULL,
     hashes bytea NOT NULL,
     events text NOT NULL,
     UNIQUE (stream, revision)
   )`,
  `ALTER TABLE event_store.segment
     ALTER COLUMN hashes SET STORAGE EXTERNAL, ALTER COLUMN events SET STORAGE EXTERNAL`,
  // A command takes effect once in a stream.
  `CREATE TABLE event_store.command (
     stream text COLLATE "C" NOT NULL,
     command_id uuid NOT NULL,
     first_revision bigint NOT NULL,
     last_revision bigint NOT NULL,
     PRIMARY KEY (stream, command_id)
   )`,
];

/**
 * The events one by one, for people who read by SQL. Whatever a segment says itself comes from there and not from its lines,
 * as for the program.
 */
export const CREATE_VIEW_OF_EVENTS = `
CREATE VIEW event_store.event AS
SELECT position - behind AS position,
       stream,
       revision - behind AS revision,
       (event ->> 2)::uuid AS id,
       event ->> 3 AS type,
       (event ->> 4)::integer AS version,
       event -> 5 AS data,
       event -> 6 AS metadata,
       recorded_at,
       substring(hashes FROM 32 * place::integer - 31 FOR 32) AS hash
FROM event_store.segment
CROSS JOIN LATERAL string_to_array(events, E'\\n') AS lines
CROSS JOIN LATERAL unnest(lines) WITH ORDINALITY AS l (line, place)
CROSS JOIN LATERAL (SELECT cardinality(lines) - place AS behind, (line || ']')::json AS event) AS e`;

/**
 * Converts the events after the last segment. A segment ends where the stream or the date changes, and where an event is
 * missing. JSON that was changed by hand may have line ends between its values; they mean nothing there.
 */
export const CONVERT_PIECE = `
WITH piece AS MATERIALIZED (
  SELECT * FROM event_store.event_before_segments
  WHERE position > (SELECT coalesce(max(position), 0) FROM event_store.segment)
  ORDER BY position LIMIT ${PIECE_EVENTS}
), marked AS (
  SELECT *, (stream, recorded_at, revision, position) IS DISTINCT FROM
    (lag(stream) OVER log, lag(recorded_at) OVER log, lag(revision) OVER log + 1, lag(position) OVER log + 1) AS begins
  FROM piece WINDOW log AS (ORDER BY position)
), numbered AS (
  SELECT *, count(*) FILTER (WHERE begins) OVER log AS segment, (row_number() OVER log - 1) / ${SEGMENT_EVENTS} AS part,
    '[' || to_json(stream) || ',' || revision || ',"' || id || '",' || to_json(type) || ',' || version || ',' ||
      replace(data::text, E'\\n', ' ') || ',' || replace(metadata::text, E'\\n', ' ') AS line
  FROM marked WINDOW log AS (ORDER BY position)
), segments AS (
  INSERT INTO event_store.segment (position, revision, recorded_at, event_id, stream, hashes, events)
  SELECT max(position), max(revision), min(recorded_at), (array_agg(id ORDER BY position DESC))[1], min(stream),
    string_agg(hash, '' ORDER BY position), string_agg(line, E'\\n' ORDER BY position)
  FROM numbered GROUP BY segment, part
  RETURNING position
), commands AS (
  INSERT INTO event_store.command (stream, command_id, first_revision, last_revision)
  SELECT stream, command_id, command_first_revision, revision FROM piece WHERE command_id IS NOT NULL
)
SELECT (SELECT count(*) FROM piece)::integer AS converted, max(position) AS done,
  (SELECT position FROM event_store.log_head) AS total
FROM segments`;

/** The rows of before are dropped only when each of their events is in a segment. */
export const REFUSE_TO_LOSE_EVENTS = `
DO $$ BEGIN
  IF (SELECT count(*) FROM event_store.event_before_segments) <>
     (SELECT coalesce(sum(octet_length(hashes) / 32), 0) FROM event_store.segment) THEN
    RAISE EXCEPTION 'event_store.event_before_segments and event_store.segment do not have the same events';
  END IF;
END $$`;
