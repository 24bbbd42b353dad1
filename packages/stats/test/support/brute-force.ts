/** Ordinary estimators on data to which every group element has been applied: what symmetric statistics must equal. */

/** Rows of X under every ρ(g), |G|·N rows. */
export function orbitAugmentation(X: readonly (readonly number[])[], matrices: readonly Float64Array[]): number[][] {
  return matrices.flatMap((M) =>
    X.map((x) => x.map((_, i) => x.reduce((sum, v, j) => sum + M[i * x.length + j] * v, 0))),
  );
}

export function plainMean(X: readonly (readonly number[])[]): number[] {
  return X[0].map((_, j) => X.reduce((sum, x) => sum + x[j], 0) / X.length);
}

/** Σ (y − μ_y)(x − μ_x)ᵀ / divisor, Dy×Dx flattened. */
export function plainCrossMoment(
  X: readonly (readonly number[])[],
  Y: readonly (readonly number[])[],
  divisor: number,
  mx: readonly number[],
  my: readonly number[],
): Float64Array {
  const out = new Float64Array(mx.length * my.length);
  X.forEach((x, n) => {
    my.forEach((_, i) => {
      mx.forEach((_, j) => {
        out[i * mx.length + j] += ((Y[n][i] - my[i]) * (x[j] - mx[j])) / divisor;
      });
    });
  });
  return out;
}

/** |G|⁻¹ Σ ρ_Y(g) A ρ_X(g)ᵀ. */
export function groupAverage(
  A: Float64Array,
  rhoY: readonly Float64Array[],
  rhoX: readonly Float64Array[],
): Float64Array {
  const Dy = Math.round(Math.sqrt(rhoY[0].length));
  const Dx = Math.round(Math.sqrt(rhoX[0].length));
  const out = new Float64Array(Dy * Dx);
  rhoX.forEach((R, g) => {
    const L = rhoY[g];
    for (let i = 0; i < Dy; i++) {
      for (let k = 0; k < Dy; k++) {
        const l = L[i * Dy + k];
        if (l === 0) continue;
        for (let j = 0; j < Dx; j++) {
          let sum = 0;
          for (let h = 0; h < Dx; h++) sum += A[k * Dx + h] * R[j * Dx + h];
          out[i * Dx + j] += (l * sum) / rhoX.length;
        }
      }
    }
  });
  return out;
}
