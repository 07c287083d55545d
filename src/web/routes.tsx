import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type Screen = LazyExoticComponent<ComponentType>;

/** A screen of its own chunk. `pick` takes the component out of its file. */
const screen = (load: () => Promise<ComponentType>): Screen => lazy(async () => ({ default: await load() }));

/** Open to everybody: ways to a session. */
export const PUBLIC_ROUTES: Readonly<Record<string, Screen>> = {
  '/activation': screen(async () => (await import('./screens/sign-in/activation.tsx')).Activation),
  '/forgotten-password': screen(
    async () => (await import('./screens/sign-in/forgotten-password.tsx')).ForgottenPassword,
  ),
  '/password-reset': screen(async () => (await import('./screens/sign-in/password-reset.tsx')).PasswordReset),
};

/** For people who are signed in. Add yours: the address (react-router's pattern) and its screen. */
export const ROUTES: Readonly<Record<string, Screen>> = {
  '/': screen(async () => (await import('./screens/home/home.tsx')).Home),
  '/tracking': screen(async () => (await import('./screens/tracking/tracking.ts')).Outstanding),
  '/tracking/:id': screen(async () => (await import('./screens/tracking/tracking.ts')).Board),
  '/me': screen(async () => (await import('./screens/me/me.tsx')).Me),
  '/kit': screen(async () => (await import('./screens/kit/kit.tsx')).Kit),
};

/** Shown before anything else is possible. */
export const SignIn = screen(async () => (await import('./screens/sign-in/sign-in.tsx')).SignIn);
export const FirstPassword = screen(async () => (await import('./screens/sign-in/first-password.tsx')).FirstPassword);
export const SecondFactorNeeded = screen(
  async () => (await import('./screens/sign-in/second-factor-needed.tsx')).SecondFactorNeeded,
);
export const SessionExpired = lazy(async () => ({
  default: (await import('./app/session-expired.tsx')).SessionExpired,
}));
