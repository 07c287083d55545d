import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { AREA } from '../api/area.ts';
import { queries } from '../api/queries.ts';
import { PUBLIC_ROUTES } from '../routes.tsx';
import { Announcer } from '../ui/announcer.tsx';
import { Toaster } from '../ui/toaster.tsx';
import { Gate } from './gate.tsx';
import { Rescue } from './rescue.tsx';

/** Everything: who may see what is decided by the Gate. */
export function App() {
  return (
    <Rescue>
      <QueryClientProvider client={queries}>
        <BrowserRouter basename={AREA || '/'}>
          <Suspense fallback={null}>
            <Routes>
              {Object.entries(PUBLIC_ROUTES).map(([path, Screen]) => (
                <Route key={path} path={path} element={<Screen />} />
              ))}
              <Route path="*" element={<Gate />} />
            </Routes>
            <Toaster />
            <Announcer />
          </Suspense>
        </BrowserRouter>
      </QueryClientProvider>
    </Rescue>
  );
}
