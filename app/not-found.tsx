import NothingHere from './(app)/not-found';

export default function NotFound() {
  return (
    <main className="flex min-h-dvh">
      <NothingHere />
    </main>
  );
}
