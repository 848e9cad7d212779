const known: { ending: RegExp; type: string; description: string }[] = [
  { ending: /\.png$/i, type: 'image/png', description: 'PNG Image' },
  { ending: /\.jpe?g$/i, type: 'image/jpeg', description: 'JPEG Image' },
  { ending: /\.gif$/i, type: 'image/gif', description: 'GIF Image' },
  { ending: /\.webp$/i, type: 'image/webp', description: 'WebP Image' },
  { ending: /\.svg$/i, type: 'image/svg+xml', description: 'SVG Image' },
  { ending: /\.pdf$/i, type: 'application/pdf', description: 'PDF Document' },
  { ending: /\.txt$|\.log$/i, type: 'text/plain', description: 'Text File' },
  { ending: /\.md$/i, type: 'text/markdown', description: 'Text File' },
  { ending: /\.csv$/i, type: 'text/csv', description: 'Text File' },
  { ending: /\.html?$/i, type: 'text/html', description: 'HTML Document' },
  { ending: /\.xml$/i, type: 'application/xml', description: 'XML File' },
  { ending: /\.json$/i, type: 'application/json', description: 'JSON File' },
  { ending: /\.zip$/i, type: 'application/zip', description: 'Zip Archive' },
  { ending: /\.mp4$/i, type: 'video/mp4', description: 'Multimedia' },
  {
    ending: /\.docx$/i,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    description: 'Microsoft Word Document',
  },
  {
    ending: /\.xlsx$/i,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    description: 'Microsoft Excel Spreadsheet',
  },
];

/** The type that was sent with a file, or what its name says when none was, or only that it is bytes. */
export function mediaTypeOf(sent: string | undefined, name: string): string {
  const plain = sent?.split(';')[0]?.trim().toLowerCase();
  if (plain && plain !== 'application/octet-stream') return plain;
  return known.find(({ ending }) => ending.test(name))?.type ?? 'application/octet-stream';
}

/** What a type is called in words; null for most. */
export function describeMediaType(type: string): string | null {
  return known.find((one) => one.type === type)?.description ?? null;
}
