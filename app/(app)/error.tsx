'use client';

import { Problem } from '@/components/shell/problem';

export default function ErrorPage() {
  return (
    <Problem
      title="This page could not be shown"
      message="Nothing was lost. If Composio or the database is away for a moment, the page comes back when they do."
      action={{ href: '/', label: 'Begin again' }}
    />
  );
}
