import Lookbook

let chapter = Chapter("alexnet")
chapter.finish()
