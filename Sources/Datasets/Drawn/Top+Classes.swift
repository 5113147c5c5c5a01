/// The five classes worn on the upper body. Where two of them share a form (a shirt without visible buttons,
/// a coat zipped to the neck, a T-shirt with long sleeves), only chances and measures tell them apart.
extension Top {
  /// Short sleeves, sometimes none, hardly ever long; often something printed on the chest.
  static func tShirt(_ sketch: inout Sketch) -> Top {
    var top = Top(
      fabric: Fabric(
        &sketch,
        [
          (.plain, 4), (.chestPrint, 2.5), (.lettering, 1.5), (.crossStripes, 1), (.flowers, 1.2),
          (.fade, 0.6),
        ]))
    top.measure(&sketch)
    top.sleeve = sketch.choose([(0, 0.16), (sketch.between(0.18, 0.4), 0.76), (sketch.between(0.5, 1), 0.08)])
    top.neckline = sketch.choose([(.round, 5), (.pointed, 2), (.wide, 3)])
    top.dip = sketch.between(0.9, top.sleeve == 0 ? 4.5 : 2.6)
    top.widen(by: sketch.between(-0.6, 1.6))
    top.spread += 3.5
    top.detail *= 0.8
    return top
  }

  /// Long sleeves, a closed front, ribbed cuffs and hem.
  static func pullover(_ sketch: inout Sketch) -> Top {
    var top = Top(
      fabric: Fabric(
        &sketch,
        [
          (.plain, 5), (.crossStripes, 1.8), (.chestPrint, 1), (.lettering, 1.2), (.yoke, 0.6),
          (.flowers, 0.6),
        ]))
    top.measure(&sketch)
    top.sleeve = sketch.choose([(sketch.between(0.9, 1.05), 0.93), (sketch.between(0.4, 0.8), 0.07)])
    top.neckline = sketch.choose([(.round, 6), (.high, 1.5), (.pointed, 1.3), (.wide, 1.2)])
    top.collar = sketch.choose([(.none, 9), (.hood, 1)])
    top.widen(by: sketch.between(-0.2, 1.4))
    top.isRibbed = sketch.chance(0.6)
    return top
  }

  /// From the shoulders to the knees: narrow, drawn in at the waist, wider at the hem.
  static func dress(_ sketch: inout Sketch) -> Top {
    var top = Top(
      fabric: Fabric(
        &sketch,
        [(.plain, 5), (.flowers, 2), (.crossStripes, 0.8), (.yoke, 0.9), (.fade, 0.7), (.patches, 0.6)]))
    top.measure(&sketch)
    top.top = sketch.between(0.8, 2)
    top.hem = sketch.between(25.5, 27.2)
    top.narrow(by: sketch.between(0.3, 3))
    top.waist = top.chest - sketch.between(-0.3, 1.3)
    top.hemWidth = top.chest + sketch.choose([(sketch.between(-0.6, 1), 0.6), (sketch.between(1, 4.2), 0.4)])
    top.sleeve = sketch.choose([
      (0, 0.42), (sketch.between(0.12, 0.35), 0.33), (sketch.between(0.5, 0.85), 0.25),
    ])
    top.sleeveWidth *= 0.75
    top.cuffWidth *= 0.8
    top.neckline = sketch.choose([(.round, 4), (.pointed, 3), (.wide, 2)])
    top.dip = sketch.between(1, 4)
    return top
  }

  /// Long sleeves, heavier and longer than a pullover, opened down the front.
  static func coat(_ sketch: inout Sketch) -> Top {
    var top = Top(
      fabric: Fabric(
        &sketch, [(.plain, 7), (.checks, 0.7), (.patches, 0.8), (.yoke, 0.8), (.flowers, 0.5), (.fade, 0.5)]))
    top.measure(&sketch)
    top.sleeve = sketch.between(0.9, 1.04)
    top.sleeveWidth += sketch.between(0, 0.7)
    top.front = sketch.choose([(.zip, 4), (.buttons, 2.5), (.open, 1.7), (.closed, 0.8)])
    top.collar = sketch.choose([(.lapels, 3), (.shirt, 2), (.hood, 2), (.none, 2.5)])
    top.neckline = sketch.choose([(.round, 5), (.pointed, 2), (.high, 2.5)])
    top.widen(by: sketch.between(-0.1, 1.2))
    top.hem += sketch.between(-0.2, 0.9)
    top.isRibbed = sketch.chance(0.25)
    return top
  }

  /// A collar and a row of buttons, if the light is right; sleeves of every length, cloth of every pattern.
  static func shirt(_ sketch: inout Sketch) -> Top {
    var top = Top(
      fabric: Fabric(
        &sketch,
        [
          (.plain, 4), (.checks, 2), (.flowers, 1.6), (.lengthStripes, 1), (.crossStripes, 0.7),
          (.chestPrint, 0.4),
        ]))
    top.measure(&sketch)
    top.sleeve = sketch.choose([
      (sketch.between(0.88, 1.04), 0.6), (sketch.between(0.2, 0.45), 0.32), (0, 0.08),
    ])
    if top.sleeve < 0.5 { top.spread += 2.8 }
    top.front = sketch.choose([(.buttons, 6), (.closed, 2), (.zip, 0.3)])
    top.collar = sketch.choose([(.shirt, 6), (.none, 2), (.lapels, 0.5)])
    top.detail += sketch.between(0, 0.1)
    top.neckline = sketch.choose([(.round, 4), (.pointed, 3), (.wide, 1.5)])
    top.dip = sketch.between(0.9, 2.8)
    top.widen(by: sketch.between(-0.4, 1.4))
    return top
  }

  /// The measures that all five share.
  private mutating func measure(_ sketch: inout Sketch) {
    top = sketch.between(0.9, 2.4)
    hem = sketch.between(24.8, 27)
    neck = sketch.between(1.8, 3.2)
    shoulder = sketch.around(6.4, 0.4)
    chest = shoulder - sketch.between(0.2, 1)
    waist = chest - sketch.between(-0.3, 0.7)
    hemWidth = chest + sketch.between(-0.5, 0.7)
    slope = sketch.between(0.9, 2.4)
    dip = sketch.between(0.8, 2)
    sleeveWidth = sketch.between(2.6, 3.6)
    cuffWidth = sketch.between(1.7, 2.6)
    spread = sketch.between(0.9, 3)
    detail = sketch.between(0.2, 0.75)
  }

  private mutating func widen(by amount: Double) {
    shoulder += amount
    chest += amount
    waist += amount
    hemWidth += amount
  }

  private mutating func narrow(by amount: Double) { widen(by: -amount) }
}
