/** Whether the program in this container is ready, as an exit code: the images have no curl, and need none. */
import { get } from 'node:http';

const port = process.env.HEALTH_PORT ?? process.env.PORT;

get({ host: '127.0.0.1', port, path: '/health/ready' }, ({ statusCode }) =>
  process.exit(statusCode === 200 ? 0 : 1),
).on('error', () => process.exit(1));
