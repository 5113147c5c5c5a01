import Foundation
import Testing

@testable import Drawing

@Suite("Picture")
struct PictureTests {
  @Test("Planes become pixels")
  func planes() {
    let picture = Picture(planes: [1, 2, 3, 4, 5, 6], channels: 3, height: 1, width: 2)
    #expect(picture.pixels == [1, 3, 5, 2, 4, 6])
    #expect(Picture(planes: [7, 8], channels: 1, height: 2, width: 1).pixels == [7, 8])
  }

  @Test("Numbers become the greys between the ends of their range")
  func values() {
    let picture = Picture.values([-1, 0, 0.5, 1, 9], width: 5, height: 1, range: 0...1)
    #expect(picture.channels == 1 && picture.pixels == [0, 0, 128, 255, 255])
    #expect(Picture.values([3, 3], width: 2, height: 1, range: 3...3).pixels == [0, 0])
    #expect(Picture.values([.infinity, -.infinity], width: 2, height: 1, range: 0...1).pixels == [255, 0])
    let wide = Picture.values(
      [0], width: 1, height: 1, range: -Float.greatestFiniteMagnitude...(.greatestFiniteMagnitude))
    #expect(wide.pixels == [128])
  }

  @Test("What is no number has a colour that no map has")
  func notANumber() {
    for map in [ColorMap.grey, .greys, .sequential, .diverging] {
      let picture = Picture.values([.nan, 0, 1], width: 3, height: 1, map: map, range: 0...1)
      #expect(picture.channels == 3)
      #expect(!(0...255).contains { Array(map.bytes[$0 * 3..<$0 * 3 + 3]) == picture.color(0, 0) })
      #expect(picture.color(2, 0) == Array(map.bytes.suffix(3)))
    }
  }

  @Test("Only grey pictures are coloured")
  func coloured() {
    #expect(Picture.ramp().coloured(by: .greys).color(0, 0) == [255, 255, 255])
    #expect(Picture.ramp(channels: 3).coloured(by: .greys) == Picture.ramp(channels: 3))
    #expect(Picture.ramp().coloured(by: .grey) == Picture.ramp())
  }
}

@Suite("Colour maps")
struct ColorMapTests {
  @Test("The lightness of a map for amounts only falls, in steps that look alike")
  func sequential() {
    let light = (0...255).map { cbrt(ColorMap.sequential.color(Double($0) / 255).luminance) }
    // Bytes are whole: one may be rounded up where the next is rounded down.
    #expect(zip(light, light.dropFirst()).allSatisfy { $0 - $1 > -0.002 })
    #expect(light[0] > 0.99 && light[255] < 0.35)
    let quarters = zip([0, 64, 128, 192], [64, 128, 192, 255]).map { light[$0] - light[$1] }
    #expect(quarters.allSatisfy { (0.1...0.25).contains($0) })
  }

  @Test("A map for both signs is as light on both sides of a white middle")
  func diverging() {
    for step in 0...127 {
      let (below, above) = (
        ColorMap.diverging.color(Double(step) / 255), ColorMap.diverging.color(Double(255 - step) / 255)
      )
      #expect(abs(cbrt(below.luminance) - cbrt(above.luminance)) < 0.06)
      if step < 100 { #expect(below.blue > below.red && above.red > above.blue) }
    }
    #expect(ColorMap.diverging.color(0.5).luminance > 0.9)
  }

  @Test("Numbers outside 0...1 count as the nearest")
  func outside() {
    for map in [ColorMap.grey, .greys, .sequential, .diverging] {
      #expect(map.color(-3) == map.color(0) && map.color(.infinity) == map.color(1))
      #expect(map.color(.nan) == map.color(0) && map.bytes.count == 768)
    }
  }
}
