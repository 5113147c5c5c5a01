import Lookbook

let chapter = Chapter("loading-data")
chapter.finish()
