/** gpu.js, which those who want an accelerator install beside this package. */
import { IsotypicError } from '@isotypic/algebra/basics';

/** Install lines of the optional packages, in the versions that are tested here. */
const INSTALL = 'npm install gpu.js@2.24.1, and for a device in Node also webgpu@0.4.0';

/** The module, loaded at the first call. @throws {IsotypicError} `BACKEND_UNAVAILABLE` where it is not installed. */
export async function loadGpuJs(): Promise<typeof import('gpu.js')> {
  try {
    // Inside of `try`, so that bundlers leave a package that is not there to the run.
    return await import('gpu.js');
  } catch (cause) {
    throw new IsotypicError('BACKEND_UNAVAILABLE', {
      where: 'openBackend',
      expected: 'the npm package gpu.js, an optional companion of @isotypic/numeric',
      received: cause instanceof Error ? cause.message.split('\n')[0] : String(cause),
      remedy: `Install it (${INSTALL}), or use kind 'float64', which is always there.`,
      cause,
    });
  }
}
