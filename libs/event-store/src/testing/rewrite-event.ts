import { type Client } from 'pg';
import { type JsonObject } from '../port';

/** How an event in PostgreSQL is found. */
type Place =
  { readonly position: number } | { readonly stream: string; readonly revision: number } | { readonly type: string };

/**
 * Rewrites events in the tables of PostgreSQL, as someone could who knows these and not the program; hashes stay. For tests of
 * what finds such a change, or of events that another version of the program wrote.
 */
export async function rewriteEvent(
  sql: Pick<Client, 'query'>,
  place: Place,
  change: { readonly type?: string; readonly data?: JsonObject },
): Promise<void> {
  const { type = null, data = null } = change;
  const [column, ...more] = Object.entries(place);
  const conditions = [column!, ...more].map(([name], index) => `event.${name} = $${index + 3}`);
  await sql.query(
    `WITH changed AS (
       SELECT last.position, event.position AS at, concat(
         '[', to_json(event.stream), ',', event.revision, ',"', event.id, '",', to_json(coalesce($1::text, event.type)), ',',
         event.version, ',', coalesce($2::json, event.data), ',', event.metadata) AS line
       FROM event_store.event
       CROSS JOIN LATERAL (
         SELECT position FROM event_store.segment AS s WHERE s.position >= event.position ORDER BY s.position LIMIT 1) AS last
       WHERE ${conditions.join(' AND ')})
     UPDATE event_store.segment SET events = (
       SELECT string_agg(coalesce(changed.line, l.line), E'\\n' ORDER BY l.place)
       FROM string_to_array(events, E'\\n') AS lines
       CROSS JOIN LATERAL unnest(lines) WITH ORDINALITY AS l (line, place)
       LEFT JOIN changed ON changed.at = segment.position - cardinality(lines) + l.place)
     WHERE position IN (SELECT position FROM changed)`,
    [type, data && JSON.stringify(data), ...Object.values(place)],
  );
}
