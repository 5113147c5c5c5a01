import Tensors

/// What a network learns, computes and fills in memory, summed up.
public struct Totals: Hashable, Codable, Sendable {
  /// The numbers that the network learns.
  public let parameterCount: Int
  /// Multiplications that are followed by an addition, for the whole batch.
  public let multiplyAdds: Int
  /// The input's size in bytes.
  public let inputBytes: Int
  /// The size of what the layers make, and of its gradients, which are as large again, in bytes.
  public let passBytes: Int
  /// How many bytes the totals call a megabyte.
  public let bytesPerMegabyte: Int

  /// The size of the parameters in bytes. Their gradients and an optimiser's moments come on top.
  public var parameterBytes: Int { parameterCount * NumberType.float32.byteCount }
  /// The input's size.
  public var inputMegabytes: Double { megabytes(inputBytes) }
  /// The size of what the layers make and of its gradients.
  public var passMegabytes: Double { megabytes(passBytes) }
  /// The size of the parameters.
  public var parameterMegabytes: Double { megabytes(parameterBytes) }
  /// The sum of the three.
  public var totalMegabytes: Double { megabytes(inputBytes + passBytes + parameterBytes) }

  private func megabytes(_ bytes: Int) -> Double { Double(bytes) / Double(bytesPerMegabyte) }
}

extension ShapeTrace {
  /// The totals as the `torchsummary` of document 001 counts them: a megabyte has 2²⁰ bytes, and every layer's output
  /// is kept, that of a `Flatten` too, but nothing that a function makes.
  public var totals: Totals {
    totals(multiplyAdds: rows.reduce(0) { $0 + $1.multiplyAdds }, keeping: layers, megabyte: 1 << 20)
  }

  /// The totals as `torchinfo`, its successor, counts them: a megabyte has 10⁶ bytes, only layers that learn keep their
  /// output, and each bias counts as a multiply-add wherever it is added, γ and β of a batch normalisation once an
  /// image.
  public var torchinfoTotals: Totals {
    let work = layers.reduce(0) { sum, layer in
      let places =
        layer.type.contains("Conv") ? layer.output.dimensions.dropFirst(2).reduce(1, *) : 1
      return sum + layer.ownParameterCount * (layer.output.dimensions.first ?? 1) * places
    }
    return totals(
      multiplyAdds: work, keeping: layers.filter { $0.ownParameterCount > 0 }, megabyte: 1_000_000)
  }

  private func totals(multiplyAdds: Int, keeping kept: [LayerRun], megabyte: Int) -> Totals {
    let byteCount = NumberType.float32.byteCount
    return Totals(
      parameterCount: parameterCount, multiplyAdds: multiplyAdds, inputBytes: input.count * byteCount,
      passBytes: 2 * kept.reduce(0) { $0 + $1.output.count } * byteCount, bytesPerMegabyte: megabyte)
  }
}

extension Totals {
  /// The lines under a table, as `torchsummary` prints them.
  func lines(between line: String) -> [String] {
    [
      "Total params: \(parameterCount.grouped)",
      "Trainable params: \(parameterCount.grouped)",
      "Non-trainable params: 0",
      "Multiply-adds: \(multiplyAdds.grouped)",
      line,
      "Input size (MB): \(inputMegabytes.fixed(2))",
      "Forward/backward pass size (MB): \(passMegabytes.fixed(2))",
      "Params size (MB): \(parameterMegabytes.fixed(2))",
      "Estimated Total Size (MB): \(totalMegabytes.fixed(2))",
    ]
  }
}
