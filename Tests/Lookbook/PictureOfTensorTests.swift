import Lookbook
import Testing

@Suite struct PictureOfTensorTests {
  @Test func zeroIsBlackAndOneIsWhite() {
    let picture = Picture(Tensor([0, 1, 0.5, -3, 7, .nan], shape: [1, 2, 3]))
    #expect(picture.width == 3 && picture.height == 2 && picture.channels == 1)
    #expect(picture.pixels == [0, 255, 128, 0, 255, 0])
  }

  @Test func anotherRangeMovesBlackAndWhite() {
    #expect(Picture(Tensor([-1, 0, 1], shape: [1, 1, 3]), range: -1...1).pixels == [0, 128, 255])
    #expect(Picture(Tensor([-1, 0, 1], shape: [1, 1, 3]), range: 2...2).pixels == [0, 0, 0])
  }

  @Test func coloursOfAPixelComeTogether() {
    let picture = Picture(Tensor([1, 0, 0, 0, 0, 1], shape: [1, 3, 1, 2]))
    #expect(picture.channels == 3 && picture.pixels == [255, 0, 0, 0, 0, 255])
  }

  @Test func aBatchIsAsManyPictures() {
    let pictures = Picture.images(Tensor([0, 1, 1, 0], shape: [2, 1, 1, 2]))
    #expect(pictures.map(\.pixels) == [[0, 255], [255, 0]])
  }

  @Test func whatADataSetStoresIsWhatIsDrawn() {
    let garments = DrawnGarments.draw(.test, count: 20, seed: 1, because: "a test")
    #expect(garments.picture(at: 3) == Picture(garments[3].image))
  }
}
