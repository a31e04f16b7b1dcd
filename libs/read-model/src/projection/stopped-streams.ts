/** Reads stopped streams in the order in which they stopped; `condition` may name them as `s`. */
export const stoppedStreamsStatement = (schema: string, condition = 'true'): string => `
  SELECT s.stream, s.position, s.revision::integer AS revision, s.event_type AS "eventType", s.reason, s.cause,
         (SELECT count(*) FROM ${schema}.held_event h WHERE h.stream = s.stream)::integer AS "eventsHeld",
         to_char(s.stopped_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS since
  FROM ${schema}.stopped_stream s WHERE ${condition} ORDER BY s.event_no`;
