import Lookbook
