/** A toolkit's slug as a name: `confluence` is Confluence. */
export function toolkitName(slug: string): string {
  return slug.charAt(0).toUpperCase() + slug.slice(1);
}
