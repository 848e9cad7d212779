/** How Composio and the configuration call it. */
export const SLUG = 'confluence';
