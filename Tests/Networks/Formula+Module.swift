import Networks
import Tensors

extension Module {
  /// Every parameter from the formula under its own name, scaled so that signals keep their size: a weight of two axes or
  /// more in ±√(3 / fan-in), a bias in ±0.1, the scale of a batch normalisation, a weight of one axis, in 1 ± 0.1.
  func fillFromFormula() {
    for (name, parameter) in namedParameters() {
      let shape = parameter.shape
      if shape.rank > 1 {
        let fanIn = shape.count / shape[0]
        parameter.value = Formula.tensor(name, shape, scale: Float((3 / Double(fanIn)).squareRoot()))
      } else {
        let small = Formula.tensor(name, shape, scale: 0.1)
        parameter.value = name.hasSuffix(".weight") ? withoutGradients { small + 1 } : small
      }
    }
  }
}
