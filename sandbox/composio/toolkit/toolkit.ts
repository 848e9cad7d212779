import { TRIGGER_TYPES } from '../triggers/trigger-types.ts';
import { CATALOGUE, TOOLKIT_VERSION } from './catalogue.ts';

const SCOPES =
  'write:content delete:content read:space-details read:audit-log read:page write:page delete:page ' +
  'read:blogpost delete:blogpost read:whiteboard write:whiteboard read:comment write:comment ' +
  'read:content.restriction write:content.restriction read:content.metadata read:inlinetask ' +
  'write:inlinetask read:task write:task';

/** The one toolkit of the sandbox. */
export const CONFLUENCE = {
  slug: 'confluence',
  name: 'Confluence',
  description: 'Confluence is where teams write, share and find their documentation and knowledge.',
  logo: 'https://logos.composio.dev/api/confluence',
  /** What the managed OAuth app asks Atlassian for. */
  scopes: [
    ...new Set([
      ...SCOPES.split(' ').map((scope) => `${scope}:confluence`),
      ...CATALOGUE.flatMap((tool) => tool.scopes),
      'offline_access',
    ]),
  ],
} as const;

/** The name, description and numbers of the toolkit, as toolkit answers carry them. */
export function toolkitMeta() {
  return {
    created_at: '2024-05-03T11:44:32.061Z',
    updated_at: '2026-08-17T00:00:00.000Z',
    description: CONFLUENCE.description,
    logo: CONFLUENCE.logo,
    app_url: 'https://www.atlassian.com/software/confluence',
    tools_count: CATALOGUE.length,
    triggers_count: TRIGGER_TYPES.length,
    version: TOOLKIT_VERSION,
    available_versions: [TOOLKIT_VERSION],
  };
}
