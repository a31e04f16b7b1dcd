import { type AccountsConnection } from '../connection';
import { hasShapeOfSecret, hashOfSecret, newTokenSecret } from './token-secret';

/** The secrets of service tokens, of which only hashes are stored. What a token may do is in the log, under its id. */
export class TokenSecrets {
  constructor(private readonly tables: AccountsConnection) {}

  /** Makes the secret of a token and returns it, the only time that it can be read; null if the token has one. */
  async make(tokenId: string): Promise<string | null> {
    const secret = newTokenSecret();
    const added = await this.tables.write(
      `INSERT INTO access.service_token_secret (token_id, secret_hash) VALUES ($1, $2)
       ON CONFLICT (token_id) DO NOTHING RETURNING token_id`,
      [tokenId, hashOfSecret(secret)],
    );
    return added.length > 0 ? secret : null;
  }

  /** The id of the token whose secret this is; null if there is none. */
  async tokenOf(secret: string): Promise<string | null> {
    if (!hasShapeOfSecret(secret)) return null;
    const [found] = await this.tables.read<{ token_id: string }>(
      'SELECT token_id FROM access.service_token_secret WHERE secret_hash = $1',
      [hashOfSecret(secret)],
    );
    return found?.token_id ?? null;
  }

  /** Makes the secret of a revoked token useless. */
  async forget(tokenId: string): Promise<void> {
    await this.tables.write('DELETE FROM access.service_token_secret WHERE token_id = $1', [tokenId]);
  }
}
