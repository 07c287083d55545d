import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { CircleQuestionMark, EllipsisVertical, Menu as MenuIcon, Search } from 'lucide-react';
import { NavLink } from 'react-router';
import type { WhoWire } from '../../accounts/session.wire.ts';
import { waitingMails } from '../api/waiting-mails.ts';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { offlineTexts } from '../texts/offline.vi.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AccountSettings } from './account-settings.tsx';
import { BellButton } from './bell.tsx';
import { Brand } from './brand.tsx';
import type { NavEntry } from './navigation.ts';

interface NavProps {
  readonly entries: readonly NavEntry[];
  readonly who: WhoWire;
  readonly onBell: () => void;
  readonly onHelp: () => void;
}

function Entry({ entry, onClick }: { readonly entry: NavEntry; readonly onClick?: () => void }) {
  const t = useTexts(common);
  const Icon = entry.icon;
  return (
    <NavLink to={entry.to} end={entry.to === '/'} className="nav-link" {...(onClick && { onClick })}>
      <Icon size={20} aria-hidden />
      <span>{t(entry.text)}</span>
      {entry.counts === 'mails' && <WaitingMails />}
    </NavLink>
  );
}

const AFTER_MS = 2000;
/** The service counts no further. */
const MOST = 100;

/** How many mails wait; asked for after the page has settled, and not in the way of what it is opened for. */
function WaitingMails() {
  const t = useTexts(common);
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({ ...waitingMails(), enabled: isLater });
  if (!data?.count) return null;
  const count = data.count >= MOST ? `${MOST}+` : String(data.count);
  return (
    <span className="nav-count">
      <span aria-hidden>{count}</span>
      <span className="hidden-text">{t('waitingMails', { count })}</span>
    </span>
  );
}

export function SideNav({ entries, who, onPalette, onBell, onHelp }: NavProps & { readonly onPalette: () => void }) {
  const t = useTexts(common);
  const [open, setOpen] = useState(false);
  return (
    <nav className="nav" aria-label={t('pages')}>
      <Brand />
      <button type="button" className="nav-link nav-search" onClick={onPalette}>
        <Search size={20} aria-hidden />
        <span>{t('palette')}</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      <ul>
        {entries.map((entry) => (
          <li key={entry.to}>
            <Entry entry={entry} />
          </li>
        ))}
        <li>
          <BellButton onOpen={onBell} />
        </li>
      </ul>
      <HelpButton onOpen={onHelp} />
      <button type="button" className="nav-link nav-account" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <span className="hidden-text">{t('account')}</span>
        <span className="nav-who">
          <strong className="two-lines">{who.account.displayName}</strong>
          <span className="small quiet two-lines">{who.posts[0]?.unitName ?? who.account.username}</span>
        </span>
        <EllipsisVertical size={18} aria-hidden />
      </button>
      {open && <SettingsDialog who={who} onClose={() => setOpen(false)} />}
    </nav>
  );
}

/** On a phone: three pages and the rest behind one button, within reach of the thumb. */
export function BottomBar({ entries, who, onBell, onHelp }: NavProps) {
  const t = useTexts(common);
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <nav className="bar" aria-label={t('pages')}>
      {entries
        .filter(({ first }) => first)
        .map((entry) => (
          <Entry key={entry.to} entry={entry} />
        ))}
      <BellButton onOpen={onBell} />
      <button type="button" className="nav-link" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <MenuIcon size={20} aria-hidden />
        <span>{t('more')}</span>
      </button>
      {open && (
        <Dialog title={t('pages')} onClose={close}>
          <ul className="nav-more">
            {entries.map((entry) => (
              <li key={entry.to}>
                <Entry entry={entry} onClick={close} />
              </li>
            ))}
            <li>
              <HelpButton
                onOpen={() => {
                  close();
                  onHelp();
                }}
              />
            </li>
          </ul>
          <AccountSettings who={who} />
        </Dialog>
      )}
    </nav>
  );
}

function SettingsDialog({ who, onClose }: { readonly who: WhoWire; readonly onClose: () => void }) {
  return (
    <Dialog title={who.account.displayName} onClose={onClose}>
      <AccountSettings who={who} />
    </Dialog>
  );
}

function HelpButton({ onOpen }: { readonly onOpen: () => void }) {
  const t = useTexts(offlineTexts);
  return (
    <button type="button" className="nav-link nav-help" onClick={onOpen} aria-haspopup="dialog">
      <CircleQuestionMark size={20} aria-hidden />
      <span>{t('help')}</span>
    </button>
  );
}
