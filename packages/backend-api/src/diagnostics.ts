// Diagnostic codes of the backend interface.

import { diagnostic } from '@afterglow/core';

export const backendDiagnostics = {
  unknownFeature: diagnostic<{ backend: string; features: string }>({
    code: 'backend/unknown-feature',
    severity: 'error',
    message: ({ backend, features }) => `target "${backend}:${features}": ${backend} has no such features`,
    hint: ({ backend }) => `write --target ${backend}`,
    explanation:
      'A target is a backend name, optionally followed by features (`NAME:feature,key=value`). ' +
      'The backend named here does not take the features given.',
  }),
};
