import { Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { inPractice } from '../api/area.ts';
import { findOut, useSession } from '../api/session.ts';
import { FirstPassword, PracticeEntrance, ROUTES, SecondFactorNeeded, SessionExpired, SignIn } from '../routes.tsx';
import { ErrorState, Skeletons } from '../ui/conditions.tsx';
import { NotFound } from './not-found.tsx';
import { useFirstScreen } from './first-screen.ts';
import { Rescue } from './rescue.tsx';
import { Shell } from './shell.tsx';

/** Nobody signed in: the sign-in page, at the address that was asked for. Somebody: first what the account owes, then the screens. */
export function Gate() {
  const session = useSession();
  const isHere = useFirstScreen();
  if (session.state === 'asking' || (session.state === 'in' && !isHere)) return null;
  if (session.state === 'unreachable')
    return (
      <main className="entrance">
        <h1 className="hidden-text">gnvb</h1>
        <ErrorState error={session.problem} onRetry={() => void findOut()} />
      </main>
    );
  // Nobody has a password there: whoever has to come in again goes through the entrance.
  if (inPractice && (session.state === 'out' || session.state === 'expired')) return <PracticeEntrance />;
  if (session.state === 'out') return <SignIn />;
  if (session.who.mustChangePassword) return <FirstPassword />;
  if (session.who.secondFactor === 'needed') return <SecondFactorNeeded />;
  return (
    <>
      <Shell who={session.who}>
        <Rescue>
          <Suspense
            fallback={
              <div className="page">
                <Skeletons />
              </div>
            }
          >
            <Routes>
              {Object.entries(ROUTES).map(([path, Screen]) => (
                <Route key={path} path={path} element={<Screen />} />
              ))}
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </Rescue>
      </Shell>
      {session.state === 'expired' && <SessionExpired who={session.who} />}
    </>
  );
}
