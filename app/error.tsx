'use client';

import Page from './(app)/error';

export default function ErrorPage() {
  return (
    <main className="flex min-h-dvh">
      <Page />
    </main>
  );
}
