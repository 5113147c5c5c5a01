/// The three small matrices of Winograd's minimal filtering F(m, r): m outputs of a filter of r values from
/// n = m + r − 1 inputs with n multiplications instead of m·r.
///
///     y = Aᵀ [ (G g) ⊙ (Bᵀ d) ]        y: m outputs, g: r filter values, d: n inputs, ⊙: value by value
///
/// **Why it works** (Toom and Cook). Read g and y's counterpart as polynomials: their product, a full convolution, has
/// degree n − 1, so it is known from its values at n points, and at each point it is one multiplication. G evaluates at
/// the points, A evaluates the other factor, and the inverse of evaluating the product, interpolation by Lagrange's
/// formula, is B. Filtering is the transpose of convolution with g fixed, so its matrices are the transposes: Aᵀ last,
/// Bᵀ first. With points a₀ … a₍ₙ₋₂₎ and ∞ (which reads the leading coefficient),
///
///     A[j, i] = a_jⁱ,   G[j, k] = a_jᵏ / Π_{l≠j} (a_j − a_l),   row j of Bᵀ: coefficients of Π_{l≠j} (x − a_l)
///
/// and for ∞ the last unit vectors in A and G, and the coefficients of the product over all points in Bᵀ.
///
/// In two dimensions each matrix is applied to columns and rows: Y = Aᵀ [ (G g Gᵀ) ⊙ (Bᵀ d B) ] A, so F(5×5, 3×3)
/// takes 49 multiplications for 25 outputs of 9 products, 4.6 times fewer, and F(3×3, 5×5) likewise.
///
/// **Rounding.** Each of the n products carries a rounding error of its own, as large as its factors. What the output
/// transform makes of these errors, beside what direct filtering would have, is
///
///     amplification² = mean over i of Σ_k A[k, i]² |G_k|² |B_k|² / r        (G_k, B_k: rows of G and of Bᵀ)
///
/// in one dimension, and the square of it in two. It depends on nothing but the points, so they can be chosen by
/// it: few digits cancel if they lie in pairs ±a, as far from each other as they are from 0 and ∞. ±¼, ±⅞, ±1¾ are the
/// best of all three pairs of eighths up to 2 and amplify 9.7 times, the usual 0, ±1, ±2, ½ 16.6 times. Measured on
/// AlexNet's layers (`benchmark accuracy`), the relative root-mean-square error is 1.6 to 2.5·10⁻⁶, 1.6 times smaller than
/// with those; direct convolution has up to 4·10⁻⁷.
/// (Barabasz et al. 2018, arXiv:1803.10986, chose points by trial and found pairs of this kind, too.)
///
/// Source: Lavin & Gray 2015, arXiv:1509.09308; Winograd, *Arithmetic Complexity of Computations*, 1980.
struct WinogradMatrices: Sendable {
  /// Inputs along a tile's side, n, and multiplications.
  static let tile = 7
  /// The finite points; ∞ is the seventh. With them A and B are exact in single precision; only G is rounded.
  static let points = [0.25, -0.25, 0.875, -0.875, 1.75, -1.75]

  /// Outputs along a tile's side, m.
  let outputs: Int
  /// Filter values along a side, r.
  let taps: Int
  /// Bᵀ, `[tile, tile]`.
  let input: TileMatrix
  /// G, `[tile, taps]`.
  let filter: TileMatrix
  /// Aᵀ, `[outputs, tile]`.
  let output: TileMatrix
  /// A, `[tile, outputs]`: the way back from a gradient of outputs.
  let outputTransposed: TileMatrix
  /// Gᵀ, `[taps, tile]`: the way back to a gradient of the filter.
  let filterTransposed: TileMatrix

  /// F(5, 3).
  static let three = WinogradMatrices(taps: 3)
  /// F(3, 5).
  static let five = WinogradMatrices(taps: 5)

  /// The matrices for a filter side that has them.
  static func forTaps(_ taps: Int) -> WinogradMatrices? {
    switch taps {
    case 3: three
    case 5: five
    default: nil
    }
  }

  private init(taps: Int) {
    let (evaluation, filter, input) = Self.matrices(points: Self.points, taps: taps)
    outputs = Self.tile + 1 - taps
    self.taps = taps
    self.input = TileMatrix(input)
    self.filter = TileMatrix(filter)
    filterTransposed = TileMatrix(Self.transposed(filter))
    outputTransposed = TileMatrix(evaluation)
    output = TileMatrix(Self.transposed(evaluation))
  }

  /// A `[n, m]`, G `[n, r]` and Bᵀ `[n, n]` for these finite points and ∞.
  static func matrices(points: [Double], taps: Int) -> (
    evaluation: [[Double]], filter: [[Double]], input: [[Double]]
  ) {
    let n = points.count + 1
    let outputs = n + 1 - taps
    var evaluation = [[Double]](repeating: [Double](repeating: 0, count: outputs), count: n)
    var filter = [[Double]](repeating: [Double](repeating: 0, count: taps), count: n)
    var input: [[Double]] = []
    for (j, point) in points.enumerated() {
      let others = points.indices.filter { $0 != j }.map { points[$0] }
      let scale = others.map { point - $0 }.reduce(1, *)
      var power = 1.0
      for i in 0..<max(outputs, taps) {
        if i < outputs { evaluation[j][i] = power }
        if i < taps { filter[j][i] = power / scale }
        power *= point
      }
      input.append(polynomial(roots: others) + [0])
    }
    evaluation[n - 1][outputs - 1] = 1
    filter[n - 1][taps - 1] = 1
    input.append(polynomial(roots: points))
    return (evaluation, filter, input)
  }

  /// The coefficients of Π (x − root), lowest power first.
  private static func polynomial(roots: [Double]) -> [Double] {
    roots.reduce([1]) { product, root in
      zip([0] + product, product + [0]).map { $0 - root * $1 }
    }
  }

  private static func transposed(_ matrix: [[Double]]) -> [[Double]] {
    matrix[0].indices.map { column in matrix.map { $0[column] } }
  }
}
