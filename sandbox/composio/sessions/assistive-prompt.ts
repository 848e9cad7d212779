import type { SessionConfig } from './session-config.ts';
import { listedSlugs } from './session-tools.ts';

/** What an app may add to its model's instructions, so that it uses the tools of the session well. */
export function assistivePrompt(config: SessionConfig): string {
  const slugs = listedSlugs(config);
  const has = (slug: string) => slugs.includes(slug);
  const timezone = config.experimental?.assistive_prompt_config?.user_timezone;
  return [
    has('COMPOSIO_SEARCH_TOOLS')
      ? 'Begin with COMPOSIO_SEARCH_TOOLS, one query for each task, and pass the session id it returns on in later calls.'
      : 'Use the tools you were given by their own names.',
    ...(has('COMPOSIO_MANAGE_CONNECTIONS')
      ? [
          'When a toolkit has no active connection, call COMPOSIO_MANAGE_CONNECTIONS and show its link to the person.',
        ]
      : []),
    ...(has('COMPOSIO_MULTI_EXECUTE_TOOL')
      ? ['Run tools with COMPOSIO_MULTI_EXECUTE_TOOL, side by side where they do not depend on each other.']
      : []),
    'Never guess ids, fields or values. Ask before you delete or overwrite something.',
    ...(timezone ? [`The person's timezone is ${timezone}.`] : []),
  ].join(' ');
}
