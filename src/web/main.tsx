import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/parts.css';
import './ui/shell.css';
import './ui/print.css';
import './ui/reading.css';
import './screens/home/home.css';
import './screens/tracking/tracking.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { fetchFirstScreen } from './app/first-screen.ts';
import { dressPage } from './app/look.ts';
import { findOut } from './api/session.ts';
import { languageNow } from './texts/language.ts';
import { common } from './texts/common.vi.ts';

dressPage();
document.documentElement.lang = languageNow();
// Asked before anything is drawn: the answer is on its way while React starts.
// Whoever has the link may look at the scoreboard, and is asked nothing.
if (!location.pathname.endsWith('/cutover-scoreboard')) void findOut();
fetchFirstScreen(location.pathname);
if (languageNow() === 'en') void common.load();

const page = document.getElementById('page');
if (page) createRoot(page).render(<App />);
