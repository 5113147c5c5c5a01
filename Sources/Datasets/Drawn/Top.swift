import Drawing

/// What is worn on the upper body, seen from the front with its sleeves hanging: T-shirt, pullover, dress,
/// coat and shirt are this one form with other measures. Their measures overlap, as they do in a shop.
struct Top {
  enum Neck { case round, pointed, wide, high }
  enum Collar { case none, shirt, lapels, hood }
  enum Front { case closed, buttons, zip, open }

  var fabric: Fabric
  /// Where the neck begins, and where the hem lies.
  var top = 2.0
  var hem = 26.0
  /// Half widths, from the middle line.
  var neck = 2.4
  var shoulder = 6.2
  var chest = 5.6
  var waist = 5.4
  var hemWidth = 5.8
  /// How far the shoulders fall from neck to arm.
  var slope = 1.6
  /// How far the neckline dips.
  var dip = 1.4
  /// 0: none; 0.3: short; 1: down to the wrist.
  var sleeve = 1.0
  var sleeveWidth = 3.2
  var cuffWidth = 2.2
  /// How far the cuffs stand off the body.
  var spread = 2.0
  var neckline = Neck.round
  var collar = Collar.none
  var front = Front.closed
  /// Whether cuffs and hem are knitted more tightly.
  var isRibbed = false
  /// How clearly collar, front and seams show.
  var detail = 0.4

  /// Where the arms begin.
  var arm: Double { top + slope }

  /// Draws it: sleeves, body, fabric, then what is sewn on.
  func draw(_ sketch: inout Sketch) {
    let canvas = sketch.canvas
    let sleeves = [sleevePath(side: -1, &sketch), sleevePath(side: 1, &sketch)]
    let body = bodyPath
    for path in sleeves { canvas.fill(path, fabric.paint(sketch.between(-0.1, 0.03))) }
    canvas.fill(body, fabric.paint())
    fabric.cover(sleeves.reduce(body, +), &sketch)
    shade(body, &sketch)
    if sleeve > 0 { drawArmholes(&sketch) }
    drawNeck(&sketch)
    drawFront(&sketch)
    drawCollar(&sketch)
    if isRibbed { drawRibs(&sketch) }
  }
}
