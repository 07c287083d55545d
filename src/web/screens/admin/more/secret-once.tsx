import { useTexts } from '../../../texts/catalogue.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyCode } from '../../../ui/copy.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

interface SecretProps {
  readonly title: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** A secret that can be read here and never again: it stays until somebody says that it is kept. */
export function SecretOnce({ title, secret, onClose }: SecretProps) {
  const w = useTexts(adminWordsTexts);
  const c = useTexts(common);
  return (
    <Dialog title={title} onClose={null}>
      <div className="stack">
        <p>{w('copySecret')}</p>
        <div className="secret-box">
          <CopyCode code={secret} label={c('copy')} shown />
        </div>
        <Button kind="primary" onClick={onClose}>
          {w('copied')}
        </Button>
      </div>
    </Dialog>
  );
}
