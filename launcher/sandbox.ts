// npm run sandbox -- --port 4400: the sandbox alone, in this process.
process.removeAllListeners('warning');
await import('../sandbox/main.ts');

export {};
