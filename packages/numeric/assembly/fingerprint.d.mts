/** SHA-256 of what the compiled kernels depend on. */
export function fingerprint(): string;
