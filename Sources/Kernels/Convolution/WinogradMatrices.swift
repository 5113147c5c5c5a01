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
/// **Rounding.** The more points, the larger the powers and the more digits cancel. With the points 0, ±1, ±2, ½, the
/// best of seven choices tried, and random values, the relative root-mean-square error in single precision is 2 to
/// 5·10⁻⁶ for AlexNet's layers, where direct convolution has 5·10⁻⁷. Reciprocal and negative pairs keep the powers
/// small (Barabasz et al. 2018, arXiv:1803.10986).
///
/// Source: Lavin & Gray 2015, arXiv:1509.09308; Winograd, *Arithmetic Complexity of Computations*, 1980.
struct WinogradMatrices: Sendable {
  /// Inputs along a tile's side, n, and multiplications.
  static let tile = 7
  /// The finite points; ∞ is the seventh.
  private static let points: [Double] = [0, 1, -1, 2, -2, 0.5]

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
    let (n, points) = (Self.tile, Self.points)
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
      input.append(Self.polynomial(roots: others) + [0])
    }
    evaluation[n - 1][outputs - 1] = 1
    filter[n - 1][taps - 1] = 1
    input.append(Self.polynomial(roots: points))

    self.outputs = outputs
    self.taps = taps
    self.input = TileMatrix(input)
    self.filter = TileMatrix(filter)
    filterTransposed = TileMatrix(Self.transposed(filter))
    outputTransposed = TileMatrix(evaluation)
    output = TileMatrix(Self.transposed(evaluation))
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
