import Drawing
import Testing

@Suite("Canvas")
struct CanvasTests {
  @Test("A rectangle on pixel borders fills exactly its pixels")
  func rectangle() {
    let canvas = Canvas(width: 4, height: 3)
    canvas.fill(.rectangle(1, 1, 2, 1), .grey(1))
    #expect(canvas.grey() == [0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 0])
  }

  @Test("Half a covered pixel is half as bright, to within one step of 255")
  func antialiasing() {
    let canvas = Canvas(width: 1, height: 1)
    canvas.fill(.rectangle(0, 0, 0.5, 1), .grey(1))
    #expect((127...128).contains(canvas.grey()[0]))
  }

  @Test("Clip and transform hold inside their braces and end with them")
  func scopes() {
    let canvas = Canvas(width: 4, height: 1)
    canvas.transformed(by: .translation(2, 0)) {
      canvas.clipped(to: .rectangle(0, 0, 1, 1)) { canvas.fill(.rectangle(-9, 0, 99, 1), .grey(1)) }
    }
    #expect(canvas.grey() == [0, 0, 255, 0])
    canvas.fill(.rectangle(0, 0, 1, 1), .grey(0.2))
    #expect(canvas.grey() == [51, 0, 255, 0])
  }

  @Test("A line of width 1 through the middle of a row covers the row")
  func stroke() {
    let canvas = Canvas(width: 3, height: 3)
    canvas.stroke(
      Path([Point(0, 1.5), Point(3, 1.5)], closed: false), .grey(1), Stroke(width: 1, isRound: false))
    #expect(canvas.grey() == [0, 0, 0, 255, 255, 255, 0, 0, 0])
  }

  @Test("A gradient rises along its line")
  func gradient() {
    let canvas = Canvas(width: 16, height: 1)
    canvas.fill(
      .rectangle(0, 0, 16, 1),
      .linear(from: Point(0, 0), to: Point(16, 0), stops: [(0, .black), (1, .white)]))
    let grey = canvas.grey()
    #expect(grey == grey.sorted())
    #expect(grey[0] < 20 && grey[15] > 235)
  }

  @Test("Clearing covers everything, also under a transform and a clip")
  func clear() {
    let canvas = Canvas(width: 2, height: 1)
    canvas.transformed(by: .scale(0.1, 0.1)) {
      canvas.clipped(to: .rectangle(0, 0, 1, 1)) { canvas.clear(.white) }
    }
    #expect(canvas.grey() == [255, 255])
  }
}

@Suite("Transform")
struct TransformTests {
  @Test("then applies the left map first")
  func order() {
    let moved = Transform.translation(1, 0).then(.scale(2, 3)).apply(to: Point(1, 1))
    #expect(moved == Point(4, 3))
  }

  @Test("A quarter turn takes the right to below")
  func rotation() {
    let turned = Transform.rotation(.pi / 2).apply(to: Point(1, 0))
    #expect(abs(turned.x) < 1e-15 && abs(turned.y - 1) < 1e-15)
  }

  @Test("Shear moves what lies lower further to the right")
  func shear() {
    #expect(Transform.shear(0.5).apply(to: Point(1, 2)) == Point(2, 2))
  }
}
