'use client';

import { useState } from 'react';
import { Button } from '../ui/button';
import { Input } from '../ui/input';

export type Credentials = { name: string; email: string; password: string };

/** Email and password, to sign in or to register. What was typed stays when it is refused. */
export function PasswordForm({
  pending,
  onSignIn,
  onRegister,
  onSwitch,
}: {
  pending: boolean;
  onSignIn: (credentials: Credentials) => void;
  onRegister: (credentials: Credentials) => void;
  onSwitch: () => void;
}) {
  const [mode, setMode] = useState<'sign-in' | 'register'>('sign-in');
  const registering = mode === 'register';

  function submit(form: FormData) {
    const field = (name: string) => String(form.get(name) ?? '');
    const credentials = {
      name: field('name').trim(),
      email: field('email').trim(),
      password: field('password'),
    };
    (registering ? onRegister : onSignIn)(credentials);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
      className="grid gap-4"
    >
      {registering ? <Input label="Name" name="name" autoComplete="name" required maxLength={100} /> : null}
      <Input label="Email" name="email" type="email" autoComplete="email" required />
      <Input
        label="Password"
        name="password"
        type="password"
        autoComplete={registering ? 'new-password' : 'current-password'}
        minLength={registering ? 12 : undefined}
        hint={registering ? 'At least 12 characters.' : undefined}
        required
      />
      <Button type="submit" tone="primary" disabled={pending}>
        {registering ? 'Create account' : 'Sign in'}
      </Button>
      <Button
        tone="quiet"
        onClick={() => {
          setMode(registering ? 'sign-in' : 'register');
          onSwitch();
        }}
      >
        {registering ? 'I have an account: sign in' : 'New here: create an account'}
      </Button>
    </form>
  );
}
