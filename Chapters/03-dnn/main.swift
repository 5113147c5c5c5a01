import Lookbook

let chapter = Chapter("dnn")
chapter.finish()
