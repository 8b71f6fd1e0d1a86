import { t } from '../i18n/i18n.ts';
import { notify } from '../ui/notify.ts';
import { isMissingCode, tellNewVersion } from './version.ts';

/** Code that somebody asked for. Where it did not come that is said, the answer is null, and the next time tries again. */
export const fetchPart = async <T>(load: () => Promise<T>): Promise<T | null> => {
  try {
    return await load();
  } catch (error) {
    if (!isMissingCode(error)) {
      throw error;
    }
    if (navigator.onLine) {
      tellNewVersion();
    }
    const message = t('Check the network and try again.');
    void notify({ meaning: 'danger', title: t('This could not be loaded'), message });
    return null;
  }
};
