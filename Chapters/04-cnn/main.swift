import Lookbook

let chapter = Chapter("cnn")
chapter.finish()
