import { type VersioningOptions, VersioningType } from '@nestjs/common';

/** Controllers that name a version are at `/api/v<version>/…`; pages, health and metrics have no version. */
export const VERSIONING: VersioningOptions = { type: VersioningType.URI, prefix: 'api/v' };
