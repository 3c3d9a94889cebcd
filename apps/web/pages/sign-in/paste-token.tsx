import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SignedIn } from '../../api/answers.js';
import { getJson } from '../../api/api-client.js';
import { ApiProblem } from '../../api/api-problem.js';
import { Page } from '../../kit/page.js';
import { wordsOf } from '../../kit/problem-alert.js';
import classes from './sign-in.module.css';
import { useSignIn } from './use-sign-in.js';

/** Sign-in with a token that an administrator made. */
export function PasteToken({ back }: { readonly back: string | undefined }) {
  const [token, setToken] = useState('');
  const signIn = useSignIn(back);
  const check = useMutation({
    mutationFn: async (candidate: string) => ({
      ...(await getJson<Omit<SignedIn, 'token'>>('/me', {}, undefined, candidate)),
      token: candidate,
    }),
    onSuccess: signIn,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (token.trim() !== '') check.mutate(token.trim());
  };
  const refused = check.error instanceof ApiProblem && check.error.body.status === 401;
  return (
    <Page
      title="Sign in"
      lead="With the token that an administrator made for you. It is kept in this browser until you sign out."
    >
      <form className={classes.token} onSubmit={submit} noValidate>
        <TextInput
          type="password"
          label="Token"
          autoComplete="current-password"
          required
          value={token}
          error={
            check.isError
              ? refused
                ? 'This token is not known, or no longer valid. Ask for a new one.'
                : wordsOf(check.error).text
              : undefined
          }
          onChange={({ currentTarget: { value } }) => setToken(value)}
        />
        <Button type="submit" loading={check.isPending}>
          Sign in
        </Button>
      </form>
    </Page>
  );
}
