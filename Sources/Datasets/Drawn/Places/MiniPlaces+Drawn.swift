extension MiniPlaces {
  /// Drawn places in the place of photographs, no more of them than the limits ask for.
  ///
  /// - Parameters:
  ///   - side: the side of the pictures in pixels, at most 128.
  ///   - reason: why there are no photographs, for instance "as asked"; part of `source`.
  ///   - obstacle: the error for want of which they would be photographs.
  ///   - onDrawn: called now and then, from any thread, with the number of pictures that are done and of all.
  public static func drawn(
    side: Int = 32, seed: UInt64, trainingLimit: Int? = nil, validationLimit: Int? = nil,
    because reason: String, obstacle: DatasetError? = nil,
    onDrawn: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) -> MiniPlaces {
    let counts = DrawnPlaces.counts
    let trainingCount = min(trainingLimit ?? counts.training, counts.training)
    let validationCount = min(validationLimit ?? counts.validation, counts.validation)
    let total = trainingCount + validationCount
    return MiniPlaces(
      training: DrawnPlaces.draw(.training, count: trainingCount, side: side, seed: seed, because: reason) {
        onDrawn($0, total)
      },
      validation: DrawnPlaces.draw(
        .validation, count: validationCount, side: side, seed: seed, because: reason
      ) {
        onDrawn(trainingCount + $0, total)
      }, whyDrawn: obstacle)
  }

  static func draw(
    _ request: MiniPlacesRequest, because reason: String, obstacle: DatasetError? = nil
  ) -> MiniPlaces {
    drawn(
      side: min(request.side, DrawnPlaces.drawnSize.width), seed: request.seed,
      trainingLimit: request.trainingLimit, validationLimit: request.validationLimit, because: reason,
      obstacle: obstacle, onDrawn: request.onDrawn)
  }
}
